/** `npm run docs`: writes the documents that come from the code. `--check` compares instead, and fails on a difference. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { buildOpenApiDocument } from '../src/main/api/http/openapi/openapi-document.ts';
import { eventsDocument } from './events-document.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'api');
const documents: Readonly<Record<string, string>> = {
  'openapi.json': `${JSON.stringify(buildOpenApiDocument(), null, 2)}\n`,
  'events.md': await format(eventsDocument(), { parser: 'markdown', printWidth: 110 }),
};

const drifted: string[] = [];
for (const [name, text] of Object.entries(documents)) {
  const path = join(folder, name);
  const written = await readFile(path, 'utf8').catch(() => '');
  if (written === text) continue;
  if (process.argv.includes('--check')) drifted.push(`docs/api/${name}`);
  else await writeFile(path, text);
}
if (drifted.length > 0) {
  process.stderr.write(`${drifted.join(' and ')} no longer say what the code does: run npm run docs\n`);
  process.exitCode = 1;
}
