/**
 * Every cell of a group held out once: the cells are dealt into folds; the job gets the other folds' cells only, with
 * the documented defaults (one of them, drawn with the seed, validates and chooses the epoch), and the model it leaves
 * is evaluated through the API on the cells it has never met in any role.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Algorithm } from '../../src/shared/contract/hyperparams.ts';
import { modelEvaluationSummarySchema } from '../../src/shared/contract/prediction.ts';
import { call, upload, waitForJob } from '../../test/support/rest-client.ts';
import { algorithms } from '../shapes.ts';
import type { CellGroup } from './data-sets.ts';

const foldCount = 3;
const createdSchema = z.object({ id: z.int() });

type Judged = z.infer<typeof modelEvaluationSummarySchema>['cells'][number];

/** One held-out cell with what each algorithm's model, and the references of the same training, say of it. */
export interface HeldOutCell {
  readonly name: string;
  readonly byAlgorithm: ReadonlyMap<Algorithm, Judged>;
}

interface ImportedCell {
  readonly id: number;
  readonly name: string;
}

/** In the order of the group; `report` is told what goes on. */
export async function holdOutEachCell(
  api: string,
  group: CellGroup,
  report: (words: string) => void,
): Promise<readonly HeldOutCell[]> {
  const cells: ImportedCell[] = [];
  for (const path of group.paths) cells.push(await importCell(api, path, group));
  const folds = Math.min(foldCount, cells.length);
  const runs = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) =>
    algorithms.map((algorithm) => ({
      algorithm,
      heldOut: cells.filter((__, index) => index % folds === fold),
      known: cells.filter((__, index) => index % folds !== fold),
    })),
  );
  const judged = await Promise.all(
    runs.map(async ({ algorithm, heldOut, known }) => {
      const found = await trainAndJudge(api, algorithm, known, heldOut);
      report(`${group.name}: ${algorithm} judged on ${heldOut.map(({ name }) => name).join(', ')}`);
      return { algorithm, found };
    }),
  );
  return cells.map((cell) => ({
    name: cell.name,
    byAlgorithm: new Map(
      judged.flatMap(({ algorithm, found }) =>
        found.filter(({ battery_id: id }) => id === cell.id).map((entry) => [algorithm, entry] as const),
      ),
    ),
  }));
}

/** A cell without a crossing keeps an unknown RUL: nothing is invented for it. */
async function importCell(api: string, path: string, group: CellGroup): Promise<ImportedCell> {
  const name = basename(path, '.csv');
  const { status, body } = await upload(
    api,
    { name: basename(path), content: new Uint8Array(await readFile(path)) },
    { nominal_capacity: String(group.nominalCapacityAh), name },
  );
  if (status !== 201) throw new Error(`${path} was not imported: ${JSON.stringify(body)}`);
  return { id: createdSchema.parse(body).id, name };
}

async function trainAndJudge(
  api: string,
  algorithm: Algorithm,
  known: readonly ImportedCell[],
  heldOut: readonly ImportedCell[],
): Promise<readonly Judged[]> {
  const wish = { algorithm, battery_ids: known.map(({ id }) => id) };
  const created = await call('POST', `${api}/training-jobs`, wish);
  const { job } = await waitForJob(api, createdSchema.parse(created.body).id);
  if (job.model_id === null)
    throw new Error(`job ${job.id} left no model: ${job.error_message ?? job.status}`);
  const batteries = { battery_ids: heldOut.map(({ id }) => id) };
  const answer = await call('POST', `${api}/models/${job.model_id}/evaluations`, batteries);
  if (answer.status !== 201) throw new Error(`not evaluated: ${JSON.stringify(answer.body)}`);
  const evaluation = modelEvaluationSummarySchema.parse(answer.body);
  if (evaluation.leakage.length > 0) throw new Error(`leakage: ${JSON.stringify(evaluation.leakage)}`);
  return evaluation.cells;
}
