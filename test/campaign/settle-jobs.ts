/** The end of a campaign: every job ends, and each that succeeded left the model of an unbroken training, and every epoch once. */
import type { Program } from '../support/program.ts';
import { call } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';
import { compareJobs, type FoundJob, type Ledger } from './ledger.ts';
import { ask, listJobs, listModels } from './questions.ts';
import { hashOfModel, type WishName } from './references.ts';

export interface SettledJobs {
  readonly jobs: number;
  readonly succeeded: number;
  readonly stopped: number;
  readonly deleted: number;
  readonly modelsCompared: number;
}

type References = ReadonlyMap<WishName, string>;

const stuckAfterMs = 240_000;

/** What is not as it should be stands in the ledger afterwards. */
export async function settleJobs(
  program: Program,
  ledger: Ledger,
  references: References,
): Promise<SettledJobs> {
  await resumeAll(program.api, ledger);
  const jobs = await waitForAll(program.api, ledger);
  ledger.faults.push(...compareJobs(ledger, jobs));
  const modelsCompared = await compareModels(program, jobs, ledger, references);
  const count = (status: string): number => jobs.filter((job) => job.status === status).length;
  return {
    jobs: ledger.jobs.length,
    succeeded: count('succeeded'),
    stopped: count('stopped'),
    deleted: ledger.jobs.filter(({ deleted }) => deleted === 'yes').length,
    modelsCompared,
  };
}

async function resumeAll(api: string, ledger: Ledger): Promise<void> {
  for (const { id, held } of await listJobs(api)) {
    if (held) await call('POST', `${api}/training-jobs/${id}/resume`);
  }
  for (const job of ledger.jobs) job.held = 'no';
}

async function waitForAll(api: string, { faults }: Ledger): Promise<readonly FoundJob[]> {
  const deadline = performance.now() + withinMs(stuckAfterMs);
  for (;;) {
    const jobs = await listJobs(api);
    const waiting = jobs.filter(({ status }) => status === 'queued' || status === 'running');
    if (waiting.length === 0) return jobs;
    if (performance.now() > deadline) {
      faults.push(
        ...waiting.map(
          ({ name, status, currentEpoch }) => `${name} is stuck: ${status} at epoch ${currentEpoch}`,
        ),
      );
      return jobs;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Each finished job has one model, of the bytes of the unbroken training, and each epoch once. Answers how many. */
async function compareModels(
  program: Program,
  jobs: readonly FoundJob[],
  { jobs: known, faults }: Ledger,
  references: References,
): Promise<number> {
  const models = await listModels(program.api);
  let count = 0;
  for (const { id, name, modelId, currentEpoch } of jobs.filter(({ status }) => status === 'succeeded')) {
    const wish = known.find((job) => job.name === name)?.wish;
    if (models.filter((model) => model.name === name).length !== 1) faults.push(`${name} has not one model`);
    if (modelId === null || wish === undefined) continue;
    count += 1;
    const hash = await hashOfModel(program, modelId);
    if (hash !== references.get(wish))
      faults.push(`the model of ${name} is not that of an unbroken training`);
    const { epochs } = await ask<{ epochs: readonly number[] }>(program.api, `/training-jobs/${id}/metrics`);
    // One that stopped early has fewer, and still each of them once.
    if (epochs.length !== currentEpoch || epochs.some((epoch, index) => epoch !== index + 1))
      faults.push(`${name} has not each of its ${currentEpoch} epochs once`);
  }
  return count;
}
