/** Trainers that are lost are tried again; what the job itself would do again is not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { RunEnd } from '../../../../src/main/executors/executor.ts';
import { addBatteries, type Lab, openLab } from '../../../support/job-lab.ts';
import { makeUpExecutor, type MadeUpRun, succeeded } from '../../../support/made-up-executor.ts';

let lab: Lab;
let runs: readonly MadeUpRun[];
async function start(attemptPausesMs: readonly number[] = [10, 20], maxConcurrentJobs = 1): Promise<void> {
  const madeUp = makeUpExecutor();
  runs = madeUp.runs;
  lab = await openLab({ executor: madeUp.executor, maxConcurrentJobs, limits: { attemptPausesMs } });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
}
afterEach(() => lab.close());

const run = async (index: number): Promise<MadeUpRun> => {
  await expect.poll(() => runs.length, { interval: 5 }).toBeGreaterThan(index);
  return runs[index] as MadeUpRun;
};
const warningsOf = (jobId: number): readonly string[] =>
  lab
    .logsOf(jobId)
    .filter(({ level }) => level === 'WARNING')
    .map(({ message }) => message);

test('a killed trainer is tried twice more, then the job fails and says how often', async () => {
  await start();
  const { id } = lab.create('far away');
  const killed = {
    cause: 'killed',
    detail: 'signal SIGKILL; 900 MB of memory were free shortly before',
  } as const;
  for (const index of [0, 1, 2]) (await run(index)).end({ ...killed, errorOutput: 'the last word' });
  const { error_message: message } = (await lab.ended(id)) as { error_message: string };
  expect(message).toBe(
    'The trainer process was killed from outside the program ' +
      '(signal SIGKILL; 900 MB of memory were free shortly before). It was tried 3 times.',
  );
  expect(warningsOf(id)).toEqual([
    'the last word',
    expect.stringMatching(/It starts again in 0.01 s \(attempt 2 of 3\)\.$/),
    'the last word',
    expect.stringMatching(/It starts again in 0.02 s \(attempt 3 of 3\)\.$/),
  ]);
  expect(runs).toHaveLength(3);
});

test('a job whose second attempt succeeds has succeeded', async () => {
  await start();
  const { id } = lab.create('far away');
  (await run(0)).end({ cause: 'lost' });
  const second = await run(1);
  second.say({ type: 'started', device: 'somewhere', engine: 'none' });
  writeFileSync(join(second.folder, 'model.safetensors'), 'weights');
  second.say(succeeded);
  second.end();
  expect(await lab.ended(id)).toMatchObject({ type: 'complete' });
});

test.each<[string, (one: MadeUpRun) => void]>([
  ['a diverged loss', (one) => one.say({ type: 'failed', error_message: 'loss became NaN' })],
  ['nonsense', (one) => one.say(succeeded)],
  ['an error of its own', (one) => one.end({ cause: 'broke-off', detail: 'exit code 1' })],
  ['an early end', (one) => one.end({ cause: 'ended' })],
])('%s is not tried again', async (_what, happen) => {
  await start();
  const { id } = lab.create('far away');
  const one = await run(0);
  happen(one);
  one.end();
  expect(await lab.ended(id)).toMatchObject({ type: 'error' });
  expect(runs).toHaveLength(1);
});

test('a job that waits for its next attempt lets others run, and is stopped at once', async () => {
  await start([60_000]);
  const { id } = lab.create('far away');
  const next = lab.create('far away');
  (await run(0)).end({ cause: 'killed' });
  expect((await run(1)).folder).toBe(lab.folders.pathOf(next.id));
  expect(lab.job(id)).toMatchObject({ status: 'queued', current_epoch: 0 });
  expect(await lab.commands['stop-training-job']({ job_id: id })).toMatchObject({ status: 'stopped' });
  runs[1]?.end();
});

test('where memory was short it starts again beside half of the others, and nobody joins them', async () => {
  await start([10], 3);
  const ids = [1, 2, 3, 4].map(() => lab.create('far away').id);
  await run(2);
  const runOf = (id: number) => runs.find(({ folder }) => folder === lab.folders.pathOf(id));
  const [first = 0, second = 0, third = 0] = ids;
  runOf(third)?.end({ cause: 'out-of-memory', memoryWasShort: true } satisfies Partial<RunEnd>);
  await expect.poll(() => warningsOf(third)).toEqual([expect.stringContaining('beside at most 1 others')]);
  // The fourth takes the free place while the third waits out its pause; then the third is the next in line.
  await expect.poll(() => lab.stores.attempts.findNextStart(new Date().toISOString())).toBeUndefined();
  expect(lab.job(third).status).toBe('queued');
  runOf(first)?.end();
  await lab.ended(first);
  expect(lab.job(third).status).toBe('queued');
  runOf(second)?.end();
  await lab.ended(second);
  await expect.poll(() => lab.job(third).status).toBe('running');
  expect(lab.stores.jobs.countJobs()).toMatchObject({ running: 2 });
});
