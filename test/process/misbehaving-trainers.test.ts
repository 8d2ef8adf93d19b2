/** Real processes that fail in every way we know: each costs its own job and nothing else. */
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { addBatteries, type Lab, type LabLimits, openLab } from '../support/job-lab.ts';
import { withinMs } from '../support/time-factor.ts';

let lab: Lab;
const quick: Partial<LabLimits> = { silenceLimitMs: 10_000, heapLimitMb: 32 };

async function start(limits: Partial<LabLimits> = {}): Promise<void> {
  lab = await openLab({ limits: { ...quick, ...limits }, maxConcurrentJobs: 1 });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
}

function expectNoProcessLeft(): void {
  for (const { pid } of lab.children.handles) {
    expect(pid).toBeDefined();
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
  }
}

/** Runs the child, then a good one behind it in the queue of one place. */
async function failThenGoOn(child: string) {
  const bad = lab.create(child);
  const good = lab.create('succeed');
  await lab.ended(bad.id);
  await lab.ended(good.id);
  expectNoProcessLeft();
  expect(lab.errors).toEqual([]);
  expect(lab.job(good.id)).toMatchObject({ status: 'succeeded', progress: 1, current_epoch: 2, model_id: 1 });
  const job = lab.job(bad.id);
  expect(job).toMatchObject({ status: 'failed', model_id: null });
  const errorLines = lab.logsOf(bad.id).filter(({ level }) => level === 'ERROR');
  expect(errorLines.at(-1)).toMatchObject({ message: job.error_message });
  return { message: job.error_message, errorLines };
}

afterEach(async () => {
  await lab.close();
  expectNoProcessLeft();
});

test.each([
  ['crash-at-start', /crashed before it began to train \(exit code 1\)/],
  ['exit-early', /ended early, without a result/],
  ['out-of-memory', /ran out of memory \(its limit is 32 MB\).*fewer batteries.*batch_size.*tried 3 times/],
  [
    'killed',
    /was killed from outside the program \(signal SIGKILL; \d+ MB of memory were free.*tried 3 times/,
  ],
  ['nonsense', /talked nonsense: it sent a message that is none/],
  ['wrong-order', /talked nonsense: it said that it succeeded before it started/],
  ['doubled-epoch', /talked nonsense: it reported epoch 1 after epoch 1/],
  ['no-model', /talked nonsense: .* its model file is not there/],
  ['half-a-model', /^loss became NaN in epoch 3: lower learning_rate$/],
])('%s fails its own job, in words, and the next job runs', async (child, words) => {
  await start();
  expect((await failThenGoOn(child)).message).toMatch(words);
});

test('a crash leaves the last lines of its error output in the log', async () => {
  await start();
  const { message, errorLines } = await failThenGoOn('crash');
  expect(message).toMatch(/crashed \(exit code 3\).*in the log/);
  expect(errorLines[0]?.message).toContain('TypeError: weights is undefined');
  expect(lab.job(1)).toMatchObject({ current_epoch: 1, current_loss: 1 });
});

test('what a run is judged by is stored; said after an epoch it is nonsense', async () => {
  await start();
  const { message } = await failThenGoOn('prepared-late');
  expect(message).toMatch(/talked nonsense: it said what it trains on after an epoch/);
  expect(lab.job(1).evaluation).toBeNull();
  expect(lab.job(2).evaluation).toMatchObject({ references: [{ name: 'ridge', val_loss: 0.5 }] });
  const { ridge_val_loss: ridge } = await lab.queries['get-training-metrics']({ job_id: 2 });
  expect(ridge).toEqual([0.5, 0.5]);
});

test('a silent hang is ended after the limit, signals or not', async () => {
  await start({ silenceLimitMs: 300 });
  expect((await failThenGoOn('hang')).message).toMatch(/said nothing for 0.3 s and was ended/);
});

test('a flood of messages fails its job while the program goes on answering', async () => {
  await start({ messagesPerSecond: 500 });
  let longestPauseMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    longestPauseMs = Math.max(longestPauseMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 1);
  expect((await failThenGoOn('flood')).message).toMatch(/more than 500 messages within a second/);
  clearInterval(timer);
  // A pause of 10 ms is the aim; two busy cores and a cold start of the compiler need slack.
  expect(longestPauseMs).toBeLessThan(withinMs(250));
});

test('a flood of error output is kept to its end', async () => {
  await start();
  const { errorLines } = await failThenGoOn('flood-errors');
  expect(errorLines[0]?.message).toMatch(/the last word$/);
  expect(errorLines[0]?.message.length).toBeLessThan(8192);
});

test('a process that cannot be started fails its job', async () => {
  await start();
  const path = process.execPath;
  Object.defineProperty(process, 'execPath', { value: '/nowhere/node', configurable: true, writable: true });
  const bad = lab.create('succeed');
  const end = await lab.ended(bad.id);
  Object.defineProperty(process, 'execPath', { value: path, configurable: true, writable: true });
  expect(end).toMatchObject({
    type: 'error',
    error_message: expect.stringMatching(/could not be started: .*ENOENT/),
  });
  lab.children.handles.length = 0;
  const good = lab.create('succeed');
  expect(await lab.ended(good.id)).toMatchObject({ type: 'complete' });
});

test('a process that succeeded but does not end is ended, and its model stays', async () => {
  await start({ lingerLimitMs: 100 });
  const job = lab.create('linger');
  expect(await lab.ended(job.id)).toMatchObject({
    type: 'complete',
    model_id: 1,
    progress: 1,
    final_metrics: { train_loss: 0.2, val_loss: 0.4 },
  });
});

test('only a succeeded job leaves a model, under its own name and with all that repeats it', async () => {
  await start();
  await failThenGoOn('half-a-model');
  expect(existsSync(`${lab.folders.pathOf(1)}/model.safetensors`)).toBe(false);
  expect(lab.models.listModels({ page: 1, page_size: 10 }).items).toEqual([
    expect.objectContaining({
      name: 'succeed',
      job_id: 2,
      battery_ids: [1],
      version: '0.0.0-test',
      simulated_data: true,
      file_size: 7,
      dataset_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    }),
  ]);
});
