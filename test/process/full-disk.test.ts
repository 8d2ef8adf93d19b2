/** A job that ends while the disk is full, with real processes and a database that really is full. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReportBuffer } from '../../src/main/jobs/report-buffer.ts';
import { fillDisk } from '../support/full-disk.ts';
import { addBatteries, type Lab, openLab } from '../support/job-lab.ts';
import { withinMs } from '../support/time-factor.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ maxConcurrentJobs: 1, limits: { retryMs: 50 } });
  await addBatteries(lab.batteries, lab.dataDir, 1);
  await lab.supervisor.start();
});
afterEach(() => lab.close());

const stop = (jobId: number) => lab.commands['stop-training-job']({ job_id: jobId });
/** One that trains, and one that waits and whose log fills the disk. */
async function startTwo(): Promise<readonly [number, number]> {
  const { id } = lab.create('obedient');
  const waiting = lab.create('succeed');
  await lab.eventOf(id, ({ type }) => type === 'progress');
  return [id, waiting.id];
}
const fullDisk = {
  code: 'CONFLICT',
  message: expect.stringMatching(/has ended, but that cannot be recorded: the disk is full/) as string,
};

test('a stop says that the disk is full instead of waiting; with space the end is recorded by itself', async () => {
  const [id, waiting] = await startTwo();
  const makeRoom = fillDisk(lab, waiting);
  await expect(stop(id)).rejects.toMatchObject(fullDisk);
  await expect(stop(id)).rejects.toMatchObject(fullDisk);
  expect(lab.job(id).status).toBe('running');
  await expect(stop(waiting)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  makeRoom();
  expect(await lab.ended(id)).toMatchObject({ type: 'stopped' });
  expect(await stop(id)).toMatchObject({ status: 'stopped' });
  await lab.ended(waiting);
});

test('the program ends at once, even after such a stop, and the next start carries it out', async () => {
  const [id, waiting] = await startTwo();
  const makeRoom = fillDisk(lab, waiting);
  await expect(stop(id)).rejects.toMatchObject(fullDisk);
  const startedAt = performance.now();
  await lab.supervisor.stop();
  expect(performance.now() - startedAt).toBeLessThan(withinMs(1000));
  makeRoom();
  const { dataDir } = lab;
  await lab.close({ keepData: true });
  lab = await openLab({ dataDir, maxConcurrentJobs: 1 });
  await lab.supervisor.start();
  expect(lab.job(id).status).toBe('stopped');
  expect(lab.logsOf(id).at(-1)).toMatchObject({ level: 'INFO', message: 'Stopped' });
});

test('a program that ends while the disk is full does not wait for space', async () => {
  const [, waiting] = await startTwo();
  fillDisk(lab, waiting);
  const startedAt = performance.now();
  await lab.supervisor.stop();
  expect(performance.now() - startedAt).toBeLessThan(withinMs(3000));
});

test('what a trainer reports while the disk is full is recorded when there is space, all of it and once', async () => {
  const { id } = lab.create('obedient');
  await lab.eventOf(id, ({ type }) => type === 'progress');
  const makeRoom = fillDisk(lab, id);
  let attempts = 0;
  const buffer = createReportBuffer({
    record: (report) => {
      attempts += 1;
      lab.journal.recordReport(id, report);
    },
    onError: (error) => expect.unreachable(String(error)),
    retryMs: 10,
  });
  const epochs = Array.from({ length: 3 }, (_, index) => ({
    epoch: index + 2,
    train_loss: 1,
    val_loss: 1,
    terms: {},
  }));
  buffer.add({ epochs, logs: [] });
  await expect.poll(() => attempts).toBeGreaterThan(3);
  expect(lab.job(id)).toMatchObject({ status: 'running', current_epoch: 1 });
  makeRoom();
  await buffer.drained(new AbortController().signal);
  expect(lab.job(id)).toMatchObject({ status: 'running', current_epoch: 4 });
});
