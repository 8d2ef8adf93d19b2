import { expect, test } from 'vitest';
import type { Checkpoint } from '../../../src/trainer/checkpoint.ts';
import { createCheckpointKeeper, intervalMs } from '../../../src/trainer/keep-checkpoints.ts';
import { jobSpecOf } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const origin = { engine: 'none', spec: jobSpecOf([madeUpCell({ batteryId: 1, rowCount: 3 })]) };
const checkpoint: Checkpoint = { epoch: 1, runs: [] };

/** A keeper by a clock that the test sets; `lines` are what it logs. */
function keeper(writeCheckpoint: () => Promise<void>) {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const pause = new AbortController();
  const host = { writeCheckpoint, elapsedMs: () => clock.ms, pauseSignal: pause.signal };
  const reporter = {
    log: (_level: string, message: string) => void lines.push(message),
    flush: () => undefined,
  };
  return { lines, clock, pause, ...createCheckpointKeeper({ host, reporter, origin }) };
}

test('a tenth of a short training or 5 s of a long one at risk, no more than a hundredth spent unless more than 6.5 s were', () => {
  expect(intervalMs(0, 0)).toBe(250);
  expect(intervalMs(20_000, 0)).toBe(2000);
  expect(intervalMs(3_600_000, 0)).toBe(5000);
  expect(intervalMs(3_600_000, 60)).toBe(6000);
  expect(intervalMs(3_600_000, 80)).toBe(6500);
  expect(intervalMs(0, 10)).toBe(1000);
});

test('what taking one costs the training counts; a second one waits for the first to be written', async () => {
  let written = 0;
  const { clock, betweenEpochs, settled } = keeper(() => Promise.resolve(void (written += 1)));
  const take = (): Promise<Checkpoint> => {
    clock.ms += 40;
    return Promise.resolve(checkpoint);
  };
  clock.ms = 249;
  await betweenEpochs(take);
  await settled();
  expect(written).toBe(0);
  clock.ms = 250;
  await betweenEpochs(take);
  await settled();
  expect(written).toBe(1);
  clock.ms += 3999;
  await betweenEpochs(take);
  await settled();
  expect(written).toBe(1);
  clock.ms += 1;
  await betweenEpochs(take);
  await settled();
  expect(written).toBe(2);
});

test('a disk that takes none costs the checkpoint, and is said once', async () => {
  const { clock, lines, betweenEpochs, settled } = keeper(() => Promise.reject(new Error('no space left')));
  for (const ms of [1000, 20_000]) {
    clock.ms = ms;
    await betweenEpochs(() => Promise.resolve(checkpoint));
    await settled();
  }
  expect(lines).toEqual([
    expect.stringMatching(/could not be written: no space left\. The training goes on/),
  ]);
});

test('a pause saves first, however little time went by, and then ends the training', async () => {
  let written = 0;
  const { pause, betweenEpochs } = keeper(() => Promise.resolve(void (written += 1)));
  pause.abort(new Error('paused'));
  await expect(betweenEpochs(() => Promise.resolve(checkpoint))).rejects.toThrow('paused');
  expect(written).toBe(1);
});
