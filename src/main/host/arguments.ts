/** The command line of the headless host: the flags of the settings, and the orders, which say what this start shall do. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { SettingFacts, SettingTable } from '../../shared/contract/setting.ts';
import { settingFacts } from '../../shared/contract/settings.ts';

/** What was given, by the name of its flag: a text, all texts of one that may be repeated, true for one without. */
export interface Arguments extends Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
> {
  /** Empty for the newest copy. */
  readonly restore?: string | undefined;
  readonly adopt?: boolean | undefined;
  readonly help?: boolean | undefined;
}

interface Order {
  readonly type: 'string' | 'boolean';
  readonly value?: string;
  readonly short?: string;
  readonly sentence: string;
}

export const orders: Readonly<Record<string, Order>> = {
  restore: {
    type: 'string',
    value: '[FILE]',
    sentence: 'puts a copy in the place of the database, the newest unless named, and then adopts as below',
  },
  adopt: {
    type: 'boolean',
    sentence: 'goes on with what the data folder holds, also where its database is missing or older',
  },
  help: { type: 'boolean', short: 'h', sentence: 'shows this' },
};

export function usageOf(table: SettingTable = settingFacts): string {
  const rows = Object.values(table);
  const variables = rows.flatMap(({ flag, variable }) => (flag && variable ? [variable] : []));
  const inFile = Object.entries(table).flatMap(([name, facts]) => (facts.inFile ? [name] : []));
  return [
    'Cellwright, headless: the API on localhost, without a window.\n',
    ...rows.flatMap(lineOfSetting),
    ...Object.entries(orders).map(([name, { value, sentence }]) => line(name, value, sentence)),
    `\nIn the environment: ${variables.join(', ')}.`,
    `In settings.json of the data folder: ${inFile.join(', ')}.`,
    'Arguments win over the environment, that over the file.',
    'CELLWRIGHT_ACCESS_TOKEN, or access_token in settings.json, makes the API ask for a token.',
  ].join('\n');
}

function lineOfSetting({ flag, sentence, standard, standardInWords }: SettingFacts): readonly string[] {
  if (!flag) return [];
  const words = standardInWords ?? String(standard);
  const repeated = flag.repeatable ? '; may be repeated' : '';
  return [line(flag.name, flag.value, `${sentence}${repeated}${words === '' ? '' : ` (${words})`}`)];
}

const line = (name: string, value: string | undefined, words: string): string =>
  `  ${`--${name} ${value ?? ''}`.padEnd(26)}${words}`;

/** Throws one sentence that names the argument it does not understand. */
export function parseArguments(
  commandLine: readonly string[],
  table: SettingTable = settingFacts,
): Arguments {
  try {
    return parseArgs({ args: withRestoreValue(commandLine), options: optionsOf(table) }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/\n|\. /)[0] ?? '') : String(cause);
    throw new Error(`${reason}; --help lists the arguments`, { cause });
  }
}

function optionsOf(table: SettingTable): ParseArgsOptionsConfig {
  const flags = Object.values(table).flatMap(({ flag }) =>
    flag ? [[flag.name, { type: 'string', multiple: flag.repeatable === true } as const] as const] : [],
  );
  const others = Object.entries(orders).map(
    ([name, { type, short }]) => [name, { type, ...(short === undefined ? {} : { short }) }] as const,
  );
  return { ...Object.fromEntries(flags), ...Object.fromEntries(others) };
}

/** `--restore` may stand alone, which parseArgs knows of no option with a value. */
function withRestoreValue(commandLine: readonly string[]): string[] {
  return commandLine.map((argument, index) => {
    const next = commandLine[index + 1];
    return argument === '--restore' && (next === undefined || next.startsWith('--'))
      ? '--restore='
      : argument;
  });
}
