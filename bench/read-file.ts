/** Reads one file as the importer does, in a process of its own: its rows alone, then up to the cells; prints how long each took. */
import { readCells } from '../src/importer/import-file.ts';
import { readFile } from '../src/importer/readers/index.ts';

const source = { path: process.argv[2] ?? '', filename: 'bench' };

async function readRows(): Promise<number> {
  const content = await readFile(source);
  let count = 0;
  for (const { batches } of content.kind === 'sheets' ? content.sheets : []) {
    for await (const rows of batches) count += rows.length;
  }
  return count;
}

const startedAt = performance.now();
await readRows();
const readMs = performance.now() - startedAt;
const importedAt = performance.now();
const cells = await readCells({ ...source, nominal_capacity: 2, skip_repairs: [] });
console.log(
  JSON.stringify({
    read_ms: readMs,
    import_ms: performance.now() - importedAt,
    samples: cells.reduce((sum, { rowsFound }) => sum + rowsFound, 0),
    peak_mib: process.resourceUsage().maxRSS / 1024,
  }),
);
