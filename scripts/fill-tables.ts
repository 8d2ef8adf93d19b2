/** Tables inside hand-written documents that come from the code: each between two comments, which name it. */
import { format, resolveConfig } from 'prettier';
import { type Operation, operations } from '../src/shared/contract/operations.ts';
import type { SettingFacts, SettingTable } from '../src/shared/contract/setting.ts';
import { settingFacts } from '../src/shared/contract/settings.ts';
import { errorCodes, errorFacts } from '../src/shared/contract/errors.ts';

const tables: Readonly<Record<string, () => string>> = {
  calls: callTable,
  'error codes': errorTable,
  settings: () => settingTable(settingFacts),
};

/** The document with each of its tables as the code has it; throws where it names one that does not exist. */
export async function fillTables(document: string): Promise<string> {
  const section = /<!-- table: ([\w ]+), from npm run docs -->\n[^]*?<!-- end of table -->/g;
  const filled = document.replace(section, (_, name: string) => {
    const table = tables[name];
    if (!table) throw new Error(`there is no table ${JSON.stringify(name)}`);
    return `<!-- table: ${name}, from npm run docs -->\n\n${table()}\n\n<!-- end of table -->`;
  });
  return format(filled, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function callTable(): string {
  const rows = Object.values<Operation>(operations).map(
    ({ method, path, summary, description }) => `| \`${method} ${path}\` | ${summary}. ${description} |`,
  );
  return ['| call | what |', '| --- | --- |', ...rows].join('\n');
}

function errorTable(): string {
  const rows = errorCodes.map(
    (code) => `| \`${code}\` | ${errorFacts[code].status} | ${errorFacts[code].when} |`,
  );
  return ['| code | HTTP | when |', '| --- | --- | --- |', ...rows].join('\n');
}

export function settingTable(table: SettingTable): string {
  const rows = Object.entries(table).map(([name, facts]) => {
    const cells = [flagOf(facts), code(facts.variable), facts.inFile ? code(name) : '', facts.sentence];
    return `| ${[...cells, facts.standardInWords ?? String(facts.standard)].join(' | ')} |`;
  });
  const head = '| argument | environment variable | `settings.json` | what | default |';
  return [head, '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);

const flagOf = ({ flag }: SettingFacts): string =>
  flag ? `${code(`--${flag.name}`)}${flag.repeatable ? ' (repeatable)' : ''}` : '';
