/** Tables inside hand-written documents that come from the code: each between two comments, which name it. */
import { format } from 'prettier';
import { errorCodes, errorFacts } from '../src/shared/contract/errors.ts';

const tables: Readonly<Record<string, () => string>> = { 'error codes': errorTable };

/** The document with each of its tables as the code has it; throws where it names one that does not exist. */
export async function fillTables(document: string): Promise<string> {
  const section = /<!-- table: ([\w ]+), from npm run docs -->\n[^]*?<!-- end of table -->/g;
  const filled = document.replace(section, (_, name: string) => {
    const table = tables[name];
    if (!table) throw new Error(`there is no table ${JSON.stringify(name)}`);
    return `<!-- table: ${name}, from npm run docs -->\n\n${table()}\n\n<!-- end of table -->`;
  });
  return format(filled, { parser: 'markdown', printWidth: 110, proseWrap: 'preserve' });
}

function errorTable(): string {
  const rows = errorCodes.map(
    (code) => `| \`${code}\` | ${errorFacts[code].status} | ${errorFacts[code].when} |`,
  );
  return ['| code | HTTP | when |', '| --- | --- | --- |', ...rows].join('\n');
}
