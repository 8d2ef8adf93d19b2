/** Reads damaged copies of MATLAB files one after the other and says how each ended, before the next one begins. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellsOfMat } from '../../../src/importer/readers/mat/cells-of-mat.ts';
import { elementCount } from '../../../src/importer/readers/mat/mat-value.ts';
import { readMatFile } from '../../../src/importer/readers/mat/read-mat-file.ts';
import { mutantOf } from '../../support/mat-mutant.ts';

const [folder, first, end, ...originals] = process.argv.slice(2);
const path = join(folder, `mutant-${process.pid}.mat`);
const maxVisits = 300;

for (let seed = Number(first); seed < Number(end); seed++) {
  writeFileSync(path, mutantOf(readFileSync(originals[seed % originals.length]), seed));
  const startedAt = performance.now();
  const ends = [await endOf(() => cellsOfMat(path, 'mutant.mat')), await endOf(visitAll)];
  process.send({ seed, ends, elapsedMs: performance.now() - startedAt });
}
process.disconnect();

async function endOf(read) {
  try {
    await read();
    return 'read';
  } catch (error) {
    return error.code === 'INVALID_FILE_FORMAT' ? 'refused' : `${error?.stack ?? error}`.slice(0, 2000);
  }
}

async function visitAll() {
  const file = await readMatFile(path);
  let visits = 0;
  const visit = (value) => {
    visits += 1;
    if (value === undefined || visits > maxVisits) return;
    if (value.kind === 'numeric') value.imaginary();
    if (value.kind === 'numeric' || value.kind === 'logical') value.real();
    if (value.kind === 'char') value.rows();
    const count = Math.min(elementCount(value), maxVisits);
    for (let index = 0; index < count; index++) {
      if (value.kind === 'cell') visit(value.item(index));
      if (value.kind === 'struct') for (const name of value.fields) visit(value.field(name, index));
    }
  };
  try {
    for (const variable of file.variables) visit(await variable.read());
  } finally {
    await file.close();
  }
}
