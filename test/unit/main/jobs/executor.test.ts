/** Jobs on an executor that is made up here: the supervisor needs nothing but its interface. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Executor, RunEnd } from '../../../../src/main/executors/executor.ts';
import { makeUpExecutor, type MadeUpRun, succeeded } from '../../../support/made-up-executor.ts';
import { addBatteries, type Lab, openLab } from '../../../support/job-lab.ts';

let lab: Lab;
async function start(executor: Executor, maxConcurrentJobs = 1, cores = 2): Promise<void> {
  const usableCores = () => cores;
  lab = await openLab({ executor, maxConcurrentJobs, usableCores, limits: { attemptPausesMs: [] } });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
}
afterEach(() => lab.close());

test('a job runs through it from its folder to its model', async () => {
  const { executor, runs } = makeUpExecutor();
  await start(executor);
  const { id } = lab.create('far away');
  await expect.poll(() => runs.length).toBe(1);
  const run = runs[0] as MadeUpRun;
  expect(run.folder).toBe(lab.folders.pathOf(id));
  run.say({ type: 'started', device: 'somewhere', engine: 'none' });
  run.say({ type: 'report', epochs: [{ epoch: 1, train_loss: 1, val_loss: 2, terms: {} }], logs: [] });
  writeFileSync(join(run.folder, 'model.safetensors'), 'weights');
  run.say(succeeded);
  run.end();
  expect(await lab.ended(id)).toMatchObject({ type: 'complete' });
  expect(lab.job(id)).toMatchObject({ device: 'somewhere', current_epoch: 1, model_id: 1 });
});

test('it is asked to stop; the stop is answered when the run is over', async () => {
  const { executor, runs } = makeUpExecutor();
  await start(executor);
  const { id } = lab.create('far away');
  await expect.poll(() => runs.length).toBe(1);
  const stopped = lab.commands['stop-training-job']({ job_id: id });
  expect(runs[0]?.asked).toEqual(['stop']);
  runs[0]?.end();
  expect(await stopped).toMatchObject({ status: 'stopped' });
});

test.each<[Partial<RunEnd>, RegExp]>([
  [{ cause: 'crashed', detail: 'node gpu-3 went down' }, /crashed before it began to train \(node gpu-3/],
  [{ cause: 'broke-off', detail: 'exit code 3' }, /crashed before it began to train \(exit code 3\)/],
  [{ cause: 'out-of-memory', detail: 'its limit is 8 GB' }, /ran out of memory \(its limit is 8 GB\)/],
  [{ cause: 'silent', detail: '2 h' }, /said nothing for 2 h and was ended/],
  [{ cause: 'lost' }, /is not to be found any more/],
])('a run that ends with %o fails its job in words', async (how, words) => {
  const { executor, runs } = makeUpExecutor();
  await start(executor);
  const { id } = lab.create('far away');
  await expect.poll(() => runs.length).toBe(1);
  runs[0]?.end(how);
  expect(await lab.ended(id)).toMatchObject({ type: 'error', error_message: expect.stringMatching(words) });
});

test('a run that cannot begin fails its job with the reason', async () => {
  const { executor } = makeUpExecutor({
    submit: () => Promise.reject(new Error('the cluster does not answer')),
  });
  await start(executor);
  expect(await lab.ended(lab.create('far away').id)).toMatchObject({
    error_message: expect.stringMatching(/could not be started: the cluster does not answer/),
  });
});

test('jobs share the cores anew whenever one begins or ends; one that cannot use more leaves them', async () => {
  const { executor, runs } = makeUpExecutor();
  await start(executor, 2, 7);
  const ids = [10, null, 10].map((folds) => lab.createWith('far away', { folds }).id);
  const runOf = (at: number) => runs.find(({ folder }) => folder === lab.folders.pathOf(ids[at] ?? 0));
  const granted = () => [0, 1, 2].map((at) => runOf(at)?.granted.at(-1));
  await expect.poll(granted).toEqual([6, 1, undefined]);
  runOf(1)?.end();
  await expect.poll(granted).toEqual([4, 1, 3]);
  runOf(0)?.end();
  await expect.poll(granted).toEqual([4, 1, 7]);
  runOf(2)?.end();
  await Promise.all(ids.map((id) => lab.ended(id)));
});

test('runs that take no places of this machine all start', async () => {
  const { executor, runs } = makeUpExecutor({ countsSlots: false });
  await start(executor);
  const ids = [1, 2, 3].map(() => lab.create('far away').id);
  await expect.poll(() => runs.length).toBe(3);
  expect(lab.stores.jobs.countJobs()).toMatchObject({ running: 3, queued: 0 });
  runs.forEach(({ end }) => end());
  await Promise.all(ids.map((id) => lab.ended(id)));
});
