/** What the host runs with: arguments before environment before settings.json before defaults. */
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { SettingFacts, SettingTable } from '../../shared/contract/setting.ts';
import { settingFacts, type Settings, type ValuesOf } from '../../shared/contract/settings.ts';
import type { SettingsRecord } from '../settings/settings-file.ts';
import type { Arguments } from './arguments.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type SetBy = Settings['port_set_by'];

export interface HostSettings<Table extends SettingTable = typeof settingFacts> {
  readonly inForce: ValuesOf<Table>;
  /** As settings.json has them, whatever argument or environment say of this start. */
  readonly stored: ValuesOf<Table>;
  readonly setBy: Readonly<Record<keyof Table, SetBy>>;
}

export interface SettingsSources {
  readonly arguments: Arguments;
  readonly environment: Environment;
  readonly file: SettingsRecord;
  /** For messages. */
  readonly filePath: string;
}

export const settingsFileOf = (dataDir: string): string => join(dataDir, 'settings.json');

/** Absolute. The file cannot name it, since it lies in it. */
export function chooseDataDir(given: Arguments, environment: Environment): string {
  const sources = { arguments: given, environment, file: {}, filePath: '' };
  const { value } = inForceOf(sources, ['data_dir', settingFacts.data_dir]);
  return resolve(value === '' ? envPaths('Cellwright', { suffix: '' }).data : String(value));
}

/** Throws one sentence that names the setting, where it was given, and what it may be. */
export function resolveSettings(sources: SettingsSources): HostSettings;
export function resolveSettings<Table extends SettingTable>(
  sources: SettingsSources,
  table: Table,
): HostSettings<Table>;
export function resolveSettings(
  sources: SettingsSources,
  table: SettingTable = settingFacts,
): HostSettings<SettingTable> {
  const rows = Object.entries(table).map(
    (row) => [row[0], inForceOf(sources, row), storedOf(sources, row)] as const,
  );
  return {
    inForce: Object.fromEntries(rows.map(([name, { value }]) => [name, value])),
    stored: Object.fromEntries(rows.map(([name, , stored]) => [name, stored])),
    setBy: Object.fromEntries(rows.map(([name, { setBy }]) => [name, setBy])),
  };
}

type Row = readonly [name: string, facts: SettingFacts];

function inForceOf(sources: SettingsSources, row: Row): { readonly value: unknown; readonly setBy: SetBy } {
  const given = givenBy(sources, row).find(({ value }) => value !== undefined);
  if (!given) return { value: row[1].standard, setBy: 'default' };
  const parsed = row[1].parse(given.value);
  if (parsed.ok) return { value: parsed.value, setBy: given.setBy };
  throw new Error(`${given.origin} ${parsed.issue}`);
}

/** One that cannot be used is no reason not to start where another was given. */
function storedOf({ file }: SettingsSources, [name, { inFile, parse, standard }]: Row): unknown {
  const parsed = inFile && file[name] !== undefined ? parse(file[name]) : undefined;
  return parsed?.ok ? parsed.value : standard;
}

/** Where it may stand, those first that win. An empty variable is one that is not set. */
function givenBy(sources: SettingsSources, [name, { flag, variable, inFile }]: Row) {
  const text = variable === undefined ? undefined : sources.environment[variable];
  return [
    {
      origin: `--${flag?.name ?? ''}`,
      value: flag && sources.arguments[flag.name],
      setBy: 'argument' as const,
    },
    { origin: variable ?? '', value: text === '' ? undefined : text, setBy: 'environment' as const },
    {
      origin: `${name} in ${sources.filePath}`,
      value: inFile ? sources.file[name] : undefined,
      setBy: 'settings' as const,
    },
  ];
}
