import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { hashOfBytes } from '../../src/stored-cells/stored-file.ts';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeModel } from '../../src/learning/files/model-file.ts';
import { predictCells } from '../../src/learning/predict.ts';
import { referenceEngine } from '../../src/learning/engines/reference/reference-engine.ts';
import { spawnUtilityChild } from '../../src/main/desktop/spawn-utility-child.ts';
import { type Child, endInWords, type StartChild } from '../../src/main/processes/child.ts';
import { forkChild } from '../../src/main/processes/fork-child.ts';
import type { PredictRequest } from '../../src/shared/contract/predictor-messages.ts';
import { createPredictor, type Predictor } from '../../src/main/processes/predictor.ts';
import { evaluatedCellSchema } from '../../src/shared/contract/prediction.ts';
import { arraysOf } from '../support/job-folder.ts';
import { madeUpCell } from '../support/measured-cells.ts';
import { repositoryRoot } from '../support/program.ts';
import { standInUtility } from '../support/stand-in-utility.ts';
import { smallModel, someIntervals } from '../support/small-model.ts';
import { withinMs } from '../support/time-factor.ts';

const entry = join(repositoryRoot, 'src', 'predictor', 'predictor-process.ts');
const child = (name: string): string =>
  join(repositoryRoot, 'test', 'process', 'children', `predictor-${name}.mjs`);

let folder: string;
let predictor: Predictor;
let started: Child[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-predictor-'));
  started = [];
});
afterEach(async () => {
  await predictor.stop();
  await rm(folder, { recursive: true, force: true });
});

/** With every process in reach. */
const watched =
  (startChild: StartChild): StartChild =>
  (start) => {
    const child = startChild(start);
    started.push(child);
    return child;
  };
function open(modulePath: string, limits: Partial<Parameters<typeof createPredictor>[0]> = {}): Predictor {
  const startChild = watched(limits.startChild ?? forkChild);
  predictor = createPredictor({ modulePath, ...limits, startChild });
  return predictor;
}
const anyRequest: PredictRequest = {
  kind: 'predict',
  model: { modelId: 1, path: 'nowhere', hash: null },
  input: { from: 'cycles', cycles: [{ features: {} }] },
};
const messageOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

describe.each<[string, StartChild]>([
  ["Node's fork", forkChild],
  ["Electron's utilityProcess", spawnUtilityChild(standInUtility)],
])('a predictor process of %s that misbehaves', (_, startChild) => {
  it('that dies fails the request it had and no other; the next has a process of its own', async () => {
    const { predict } = open(child('crashes'), { startChild });
    const [first, second, third] = await Promise.allSettled([
      predict(anyRequest),
      predict(anyRequest),
      predict(anyRequest),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: 'PROCESS_LOST', message: expect.stringContaining('ended unexpectedly') },
    });
    const { cause } = (second as PromiseRejectedResult).reason as Error;
    expect(String(cause)).toContain('code 3: out of luck');
    expect(third).toMatchObject({ status: 'fulfilled' });
    expect(started).toHaveLength(2);
  });

  it('that is killed mid-request is replaced', async () => {
    const { predict } = open(child('hangs'), { startChild });
    const asked = messageOf(predict(anyRequest));
    await expect.poll(() => started.length).toBe(1);
    started[0]!.kill('SIGKILL');
    expect(await asked).toContain('ended unexpectedly');
  });

  it('that gives no answer in time is ended, whatever else it says', async () => {
    const { predict } = open(child('hangs'), { startChild, timeLimitMs: 600 });
    expect(await messageOf(predict(anyRequest))).toMatch(/longer than 0.6 s and was given up/);
    expect(endInWords(await started[0]!.ended)).toBe('SIGKILL');
  });

  it('that takes too much memory says so', async () => {
    const { predict } = open(child('eats-memory'), { startChild, memoryLimitMb: 32 });
    expect(await messageOf(predict(anyRequest))).toContain('needs more than 32 MB of memory');
  });

  it('that does not exist fails its request', async () => {
    const { predict } = open(join(folder, 'nothing.mjs'), { startChild });
    expect(await messageOf(predict(anyRequest))).toContain('ended unexpectedly');
  });
});

describe('the warm process', () => {
  it('is kept between requests, and ended when nobody asks any more', async () => {
    const { predict } = open(entry, { idleLimitMs: 50 });
    await Promise.allSettled([predict(anyRequest), predict(anyRequest), predict(anyRequest)]);
    expect(started).toHaveLength(1);
    await started[0]!.ended;
    await predict(anyRequest).catch(() => undefined);
    expect(started).toHaveLength(2);
  });

  it('is asked by no more than may wait', async () => {
    const { predict } = open(child('hangs'), { maxWaiting: 2, timeLimitMs: 300 });
    const messages = await Promise.all([1, 2, 3, 4].map(() => messageOf(predict(anyRequest))));
    expect(messages.filter((message) => message.includes('Too many requests'))).toHaveLength(1);
    expect(messages[3]).toContain('Too many requests');
  });

  it('ends with the program, whose callers are told', async () => {
    const { predict, stop } = open(child('hangs'));
    const asked = messageOf(predict(anyRequest));
    await expect.poll(() => started.length).toBe(1);
    await stop();
    expect(await asked).toContain('shutting down');
    expect(await messageOf(predict(anyRequest))).toContain('shutting down');
    expect(started).toHaveLength(1);
  });

  it('ends by itself when its parent is gone', () => {
    const parent = `
      import { fork } from 'node:child_process';
      const child = fork(${JSON.stringify(entry)}, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      child.once('spawn', () => process.exit(0));`;
    // Returns when the last holder of the pipes, the child, is gone as well.
    const { status, error } = spawnSync(process.execPath, ['--input-type=module', '-e', parent], {
      timeout: withinMs(20_000),
    });
    expect(error).toBeUndefined();
    expect(status).toBe(0);
  });
});

/** Under the hash that its file has. */
const hashed = (measured: MeasuredCell): MeasuredCell => ({
  ...measured,
  cell: { ...measured.cell, dataset_hash: hashOfBytes(arraysOf(measured)) },
});

describe('what the process answers', () => {
  const cells = [1, 2, 3].map((batteryId) => hashed(madeUpCell({ batteryId, rowCount: 30 })));
  const model = smallModel(cells, {
    algorithm: 'bilstm',
    hyperparams: { hidden_size: 4, window: 5 },
    metrics: { intervals: someIntervals },
  });
  const written = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
  const stored = async (batteryId: number, rowCount: number) => {
    const measured = hashed(madeUpCell({ batteryId, rowCount }));
    return { cell: measured.cell, rowCount, path: await written(`cell-${batteryId}`, arraysOf(measured)) };
  };
  const modelFile = async () => ({
    modelId: 7,
    path: await written('model', encodeModel(model)),
    hash: null,
  });

  it('of a battery is its last cycle, as predictCells says it', async () => {
    const { predict } = open(entry);
    const measured = madeUpCell({ batteryId: 5, rowCount: 40 });
    const [whole] = await predictCells(model, [measured], referenceEngine);
    const answer = await predict({
      kind: 'predict',
      model: await modelFile(),
      input: { from: 'battery', stored: await stored(5, 40) },
    });
    expect(answer.cycle_index).toBe(40);
    expect(answer.result.soh).toBeCloseTo(Math.max(0, whole!.soh[39]!), 6);
    expect(answer.result.rul).toBeCloseTo(Math.max(0, whole!.rul![39]!), 3);
  });

  it('of cycles that are sent along takes features by name, and says which it did not use', async () => {
    const { predict } = open(entry);
    const measured = madeUpCell({ batteryId: 5, rowCount: 40 });
    const cycles = Array.from({ length: 7 }, (_, place) => {
      const row = 33 + place;
      const [time, voltage] = measured.features.subarray(2 * row, 2 * row + 2);
      return { cycle_index: row + 1, features: { 'voltage mean': voltage!, other: 1, 'charge time': time! } };
    });
    const [whole] = await predictCells(model, [measured], referenceEngine);
    const answer = await predict({
      kind: 'predict',
      model: await modelFile(),
      input: { from: 'cycles', cycles },
    });
    expect(answer.result.soh).toBeCloseTo(Math.max(0, whole!.soh[39]!), 6);
    expect(answer.warnings).toEqual(
      expect.arrayContaining([
        '"other" was ignored: the model was trained without it.',
        'The first 2 cycles were not looked at: the model does not look back so far.',
      ]),
    );
  });

  it.each([
    ['cycles', { from: 'cycles', cycles: [{ features: { other: 1 } }] }, 'cycle_data'],
    ['a battery', undefined, 'battery_id'],
  ] as const)('of %s without any input of the model is a wrong field', async (_what, given, field) => {
    const { predict } = open(entry);
    const foreign = await stored(5, 10);
    const cell = { ...foreign.cell, feature_names: ['x', 'y'] };
    const input = given ?? { from: 'battery' as const, stored: { ...foreign, cell } };
    await expect(predict({ kind: 'predict', model: await modelFile(), input })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field, issue: expect.stringContaining('"charge time", "voltage mean"') }],
    });
  });

  it('of a model or a cell whose file is gone or broken says so', async () => {
    const { predict } = open(entry);
    const input = { from: 'battery' as const, stored: await stored(5, 10) };
    const gone = { modelId: 7, path: join(folder, 'gone'), hash: null };
    await expect(predict({ kind: 'predict', model: gone, input })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining('The file of model 7'),
    });
    const broken = { modelId: 7, path: await written('broken', Buffer.from('not a model')), hash: null };
    await expect(predict({ kind: 'predict', model: broken, input })).rejects.toMatchObject({
      code: 'INVALID_FILE_FORMAT',
    });
    const lost = { from: 'battery' as const, stored: { ...input.stored, path: join(folder, 'lost') } };
    await expect(predict({ kind: 'predict', model: await modelFile(), input: lost })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining('battery 5'),
    });
  });

  it('to an evaluation is a summary, and a file that is there whole', async () => {
    const { evaluate } = open(entry);
    const targetPath = join(folder, 'evaluations', 'one.json');
    const facts = { model_id: 7, battery_ids: [5, 1], created_at: '2026-01-01T00:00:00.000Z' };
    const summary = await evaluate({
      kind: 'evaluate',
      model: await modelFile(),
      cells: [await stored(5, 40), await stored(1, 30)],
      facts,
      targetPath,
    });
    const whole = JSON.parse(await readFile(targetPath, 'utf8')) as { cells: unknown[] };
    expect(await readdir(join(folder, 'evaluations'))).toEqual(['one.json']);
    const full = whole.cells.map((one) => evaluatedCellSchema.parse(one));
    expect(full.map(({ cycles }) => cycles.length)).toEqual([40, 30]);
    expect(summary).toMatchObject({ ...facts, leakage: [{ message: expect.stringContaining('"cell 1"') }] });
    expect(whole).toMatchObject(summary);
  });

  it('to an evaluation on cells without the columns of the model names each of them', async () => {
    const { evaluate } = open(entry);
    const foreign = await stored(5, 10);
    const cell = { ...foreign.cell, feature_names: ['charge time'] };
    await expect(
      evaluate({
        kind: 'evaluate',
        model: await modelFile(),
        cells: [{ ...foreign, cell }, await stored(1, 30)],
        facts: { model_id: 7, battery_ids: [5, 1], created_at: '' },
        targetPath: join(folder, 'never.json'),
      }),
    ).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field: 'battery_ids', issue: expect.stringContaining('"cell 5" lacks "voltage mean"') }],
    });
    expect(await readdir(folder)).not.toContain('never.json');
  });
});
