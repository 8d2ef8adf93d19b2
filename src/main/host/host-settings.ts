/** What the host runs with: arguments before environment before settings.json before defaults. */
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { LeaveGpuToTraining, Settings } from '../../shared/contract/system.ts';
import { parseLeaveGpuToTraining } from '../settings/leave-gpu-to-training.ts';
import type { SettingsRecord } from '../settings/settings-file.ts';
import type { Arguments } from './arguments.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface HostSettings {
  readonly port: number;
  /** As settings.json has it, whatever argument or environment say of this start. */
  readonly storedPort: number;
  readonly portSetBy: Settings['port_set_by'];
  readonly leaveGpuToTraining: LeaveGpuToTraining;
  readonly maxConcurrentJobs: number;
  readonly retentionDays: number;
  readonly uploadLimitBytes: number;
  readonly hostNames: readonly string[];
  readonly accessToken: string | undefined;
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
  const chosen = given['data-dir'] ?? orUndefined(environment['CELLWRIGHT_DATA_DIR']);
  if (chosen === '') throw new Error('--data-dir is empty; name a folder, or leave it out');
  return resolve(chosen ?? envPaths('Cellwright', { suffix: '' }).data);
}

/** Throws one sentence that names the setting, where it was given, and what it may be. */
export function resolveSettings(sources: SettingsSources): HostSettings {
  return {
    port: wholeNumber(sources, portSetting),
    storedPort: storedPortOf(sources.file),
    portSetBy: portSetBy(sources),
    leaveGpuToTraining: leaveGpuToTrainingOf(sources),
    maxConcurrentJobs: wholeNumber(sources, { name: 'max_concurrent_jobs', min: 1, max: 64, standard: 3 }),
    retentionDays: wholeNumber(sources, { name: 'retention_days', min: 1, max: 36_500, standard: 30 }),
    uploadLimitBytes:
      1_000_000 * wholeNumber(sources, { name: 'upload_limit_mb', min: 1, max: 100_000, standard: 100 }),
    hostNames: hostNamesOf(sources),
    accessToken: accessTokenOf(sources),
  };
}

const portSetting: NumberSetting = { name: 'port', min: 0, max: 65_535, standard: 8000 };

interface NumberSetting {
  /** As in settings.json; argument and environment variable are called alike. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly standard: number;
}

function wholeNumber(sources: SettingsSources, { name, min, max, standard }: NumberSetting): number {
  const [place, value] = firstGiven(sources, name) ?? ['', standard];
  const number = numberWithin(value, min, max);
  if (number !== undefined) return number;
  throw new Error(`${place} must be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`);
}

function numberWithin(value: unknown, min: number, max: number): number | undefined {
  const isText = typeof value === 'string' && /^\d{1,9}$/.test(value);
  const number = isText ? Number(value) : value;
  const isWhole = typeof number === 'number' && Number.isInteger(number);
  return isWhole && number >= min && number <= max ? number : undefined;
}

/** Where it was given, in words, and as what. */
function firstGiven(sources: SettingsSources, name: string): readonly [string, unknown] | undefined {
  const argument = name.replaceAll('_', '-');
  const variable = `CELLWRIGHT_${name.toUpperCase()}`;
  const given: readonly (readonly [string, unknown])[] = [
    [`--${argument}`, (sources.arguments as Readonly<Record<string, unknown>>)[argument]],
    [variable, orUndefined(sources.environment[variable])],
    [`${name} in ${sources.filePath}`, sources.file[name]],
  ];
  return given.find(([, value]) => value !== undefined);
}

/** One that cannot be used is no reason not to start where another was given. */
function storedPortOf({ port }: SettingsRecord): number {
  return numberWithin(port, portSetting.min, portSetting.max) ?? portSetting.standard;
}

function portSetBy({ arguments: given, environment, file }: SettingsSources): Settings['port_set_by'] {
  if (given.port !== undefined) return 'argument';
  if (orUndefined(environment['CELLWRIGHT_PORT']) !== undefined) return 'environment';
  return file['port'] === undefined ? 'default' : 'settings';
}

function leaveGpuToTrainingOf({ file, filePath }: SettingsSources): LeaveGpuToTraining {
  const value = file['leave_gpu_to_training'];
  const setting = parseLeaveGpuToTraining(value);
  if (setting !== undefined) return setting;
  const given = JSON.stringify(value);
  throw new Error(`leave_gpu_to_training in ${filePath} must be "auto", "on" or "off", not ${given}`);
}

function hostNamesOf({ arguments: given, file, filePath }: SettingsSources): readonly string[] {
  const names: unknown = given['host-name'] ?? file['host_names'] ?? [];
  const place = given['host-name'] ? '--host-name' : `host_names in ${filePath}`;
  if (!Array.isArray(names)) throw new Error(`${place} must be a list of names, like ["lab-server"]`);
  return names.map((name: unknown) => {
    if (typeof name === 'string' && /^([\w.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i.test(name)) return name;
    throw new Error(`${place} must be a host name like lab-server, not ${JSON.stringify(name)}`);
  });
}

function accessTokenOf({ environment, file, filePath }: SettingsSources): string | undefined {
  const token: unknown =
    orUndefined(environment['CELLWRIGHT_ACCESS_TOKEN']) ?? file['access_token'] ?? undefined;
  if (token === undefined) return undefined;
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  const place = environment['CELLWRIGHT_ACCESS_TOKEN']
    ? 'CELLWRIGHT_ACCESS_TOKEN'
    : `access_token in ${filePath}`;
  throw new Error(`${place} must be a text of letters, digits and signs, without spaces`);
}

const orUndefined = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
