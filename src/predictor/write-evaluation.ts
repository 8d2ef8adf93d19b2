/** An evaluation as the JSON that a client gets, but for its id: a cell at a time, and there whole or not at all. */
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EvaluatedCell, EvaluationSummaryContent } from '../shared/contract/prediction.ts';
import { moveFile } from '../disk/move-file.ts';

export async function writeEvaluation(
  path: string,
  { cells: _cells, ...facts }: EvaluationSummaryContent,
  cells: () => Iterable<EvaluatedCell>,
): Promise<void> {
  const unfinished = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeParts(unfinished, partsOf(facts, cells()));
    await moveFile(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeParts(path: string, parts: Iterable<string>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The last of the facts is open to what follows: the brace that closes them is left out. */
function* partsOf(facts: object, cells: Iterable<EvaluatedCell>): Generator<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"cells":[`;
  let separator = '';
  for (const cell of cells) {
    yield separator + JSON.stringify(cell);
    separator = ',';
  }
  yield ']}';
}
