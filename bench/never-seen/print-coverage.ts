/** `npm run bench -- --only coverage`: how far intervals, applicability and confidence hold on cells never seen. */
import type { Engine } from '../../src/learning/engines/engine.ts';
import type { Applicability } from '../../src/shared/contract/model-file.ts';
import { fastestBuild } from '../kernel-build.ts';
import { markdownTable } from '../markdown-table.ts';
import { openEngine } from '../open-engine.ts';
import { type AskedCell, askAbout, holdOutCells } from './hold-out-cells.ts';
import { type CoverageSet, readSets } from './read-sets.ts';
import { trainHere } from './train-here.ts';

/** Each cell of each set left out, the others trained with the documented defaults; then every set asked about every other. */
export async function printCoverage(dataFolder: string): Promise<void> {
  const engine = await openEngine(fastestBuild(), 1);
  const sets = await readSets(dataFolder);
  const asked: AskedCell[] = [];
  const rows: string[][] = [];
  for (const set of sets) {
    const ofSet = await holdOutCells(set, engine);
    rows.push(coverageRow(set.name, ofSet));
    asked.push(...ofSet);
  }
  console.log(markdownTable(['set', 'usual cells', 'of their rows inside', 'of all rows inside'], rows));
  console.log(
    markdownTable(['confidence', 'answers', 'mean confidence', 'within 2 % SoH'], confidenceRows(asked)),
  );
  console.log(
    markdownTable(['model of', 'asked about', 'usual', 'unusual', 'foreign'], await crossRows(sets, engine)),
  );
}

function coverageRow(name: string, asked: readonly AskedCell[]): string[] {
  const usual = asked.filter(({ applicability }) => applicability === 'usual');
  return [name, `${usual.length} of ${asked.length}`, shareInside(usual), shareInside(asked)];
}

function shareInside(cells: readonly AskedCell[]): string {
  const rows = cells.reduce((sum, cell) => sum + cell.rows, 0);
  const inside = cells.reduce((sum, cell) => sum + cell.rowsInside, 0);
  return rows === 0 ? '–' : `${((100 * inside) / rows).toFixed(1)} %`;
}

const bins = 10;

/** Answers of all sets, by their confidence in tenths. */
function confidenceRows(asked: readonly AskedCell[]): string[][] {
  const answers = asked.flatMap((cell) => cell.answers);
  return Array.from({ length: bins }, (_, bin) => bin).flatMap((bin) => {
    const ofBin = answers.flatMap(({ confidence, isClose }) =>
      confidence !== null && Math.min(bins - 1, Math.floor(confidence * bins)) === bin
        ? [{ confidence, isClose }]
        : [],
    );
    if (ofBin.length === 0) return [];
    const mean = ofBin.reduce((sum, { confidence }) => sum + confidence, 0) / ofBin.length;
    const close = ofBin.filter(({ isClose }) => isClose).length / ofBin.length;
    return [
      [`${bin / bins} to ${(bin + 1) / bins}`, String(ofBin.length), mean.toFixed(2), close.toFixed(2)],
    ];
  });
}

/** Only sets that a model can read. */
async function crossRows(sets: readonly CoverageSet[], engine: Engine): Promise<string[][]> {
  const rows: string[][] = [];
  for (const set of sets) {
    const model = await trainHere(set.cells, { hyperparams: {} });
    for (const other of sets) {
      if (
        other === set ||
        !other.cells.every((cell) => hasColumns(cell.cell.feature_names, model.description.features))
      )
        continue;
      const found: (Applicability | null)[] = [];
      for (const cell of other.cells) found.push((await askAbout(model, cell, engine)).applicability);
      const count = (wanted: Applicability): string => String(found.filter((one) => one === wanted).length);
      rows.push([set.name, other.name, count('usual'), count('unusual'), count('foreign')]);
    }
  }
  return rows;
}

const hasColumns = (present: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((name) => present.includes(name));
