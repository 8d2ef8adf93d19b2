/** The jobs of a campaign, and the models that they leave when nothing interrupts them. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { createTrainingJobSchema } from '../../src/shared/contract/job.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { type Program, startProgram } from '../support/program.ts';
import { type Answer, call, type JobDetail, upload, waitForJob } from '../support/rest-client.ts';

type NewJob = z.input<typeof createTrainingJobSchema>;

const onAllCells = { battery_ids: [1, 2, 3] };
const exact = { reproducible: true };

/** A second or two of training each, so that a kill meets them at any stage; `long` outlasts the longest interval between checkpoints. */
const wishes = {
  baseline: { algorithm: 'baseline', ...onAllCells, hyperparams: { ...exact, epochs: 500, batch_size: 8 } },
  folds: {
    algorithm: 'baseline',
    ...onAllCells,
    hyperparams: { ...exact, epochs: 200, batch_size: 8, folds: 3 },
  },
  bilstm: {
    algorithm: 'bilstm',
    ...onAllCells,
    hyperparams: { ...exact, epochs: 60, window: 8, hidden_size: 8 },
  },
  deephpm: { algorithm: 'deephpm', ...onAllCells, hyperparams: { ...exact, epochs: 150 } },
  long: {
    algorithm: 'bilstm',
    ...onAllCells,
    hyperparams: { ...exact, epochs: 4000, window: 16, hidden_size: 24 },
  },
} as const satisfies Record<string, NewJob>;
export type WishName = keyof typeof wishes;

/** The cells of every job: 1, 2 and 3 in whichever folder. */
export async function uploadCells({ api }: Program): Promise<void> {
  for (const cycles of [60, 70, 80]) {
    const { status, body } = await upload(api, {
      name: `cell ${cycles}.csv`,
      content: fadingCellCsv(cycles),
    });
    if (status !== 201) throw new Error(`the upload was answered ${status}: ${JSON.stringify(body)}`);
  }
}

export const createJob = async ({ api }: Program, wish: WishName, name: string): Promise<Answer> =>
  call('POST', `${api}/training-jobs`, { ...wishes[wish], model_name: name });

/** SHA-256 of what the download of a model answers. */
export async function hashOfModel({ api }: Program, modelId: number): Promise<string> {
  const response = await fetch(`${api}/models/${modelId}/download`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`model ${modelId}: ${response.status} ${bytes.toString()}`);
  return createHash('sha256').update(bytes).digest('hex');
}

/** The hash of the model of each wish, trained in a program that nobody disturbs. */
export async function trainReferences(names: readonly WishName[]): Promise<ReadonlyMap<WishName, string>> {
  const program = await startProgram();
  try {
    await uploadCells(program);
    const jobs: (readonly [WishName, number])[] = [];
    for (const name of names) {
      const { body } = await createJob(program, name, `unbroken ${name}`);
      jobs.push([name, (body as JobDetail).id]);
    }
    const hashes = new Map<WishName, string>();
    for (const [name, id] of jobs) {
      const { job } = await waitForJob(program.api, id);
      if (job.model_id === null) throw new Error(`the unbroken ${name} ended as ${job.status}`);
      hashes.set(name, await hashOfModel(program, job.model_id));
    }
    return hashes;
  } finally {
    await program.stop();
  }
}
