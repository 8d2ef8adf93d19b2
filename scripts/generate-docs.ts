/** `npm run docs`: writes the documents that come from the code. `--check` compares instead, and fails on a difference. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { buildOpenApiDocument } from '../src/main/api/http/openapi/openapi-document.ts';
import { eventsDocument } from './events-document.ts';
import { fillTables } from './fill-tables.ts';

const root = join(import.meta.dirname, '..');
const readDocument = (path: string): Promise<string> => readFile(join(root, path), 'utf8').catch(() => '');
const documents: Readonly<Record<string, string>> = {
  'docs/api/openapi.json': `${JSON.stringify(buildOpenApiDocument(), null, 2)}\n`,
  'docs/api/events.md': await format(eventsDocument(), { parser: 'markdown', printWidth: 110 }),
  'README.md': await fillTables(await readDocument('README.md')),
  'docs/api/rest.md': await fillTables(await readDocument('docs/api/rest.md')),
};

const drifted: string[] = [];
for (const [path, text] of Object.entries(documents)) {
  if ((await readDocument(path)) === text) continue;
  if (process.argv.includes('--check')) drifted.push(path);
  else await writeFile(join(root, path), text);
}
if (drifted.length > 0) {
  process.stderr.write(`${drifted.join(' and ')} no longer say what the code does: run npm run docs\n`);
  process.exitCode = 1;
}
