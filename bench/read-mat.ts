/** Reads one MATLAB file as the importer does, in a process of its own, and prints how long it took. */
import { cellsOfMat } from '../src/importer/readers/mat/cells-of-mat.ts';

const path = process.argv[2] ?? '';
const startedAt = performance.now();
const content = await cellsOfMat(path, 'bench.mat');
const elapsedMs = performance.now() - startedAt;
const cycles = content.kind === 'raw' ? content.cells.reduce((sum, cell) => sum + cell.cycles.length, 0) : 0;
console.log(
  JSON.stringify({ elapsed_ms: elapsedMs, peak_mib: process.resourceUsage().maxRSS / 1024, cycles }),
);
