/** Where a GPU is within reach: what `auto` takes, what it says of it, and how a job hears that there is none. */
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/learning/engines/engine.ts';
import type { EngineHost, EngineSource } from '../../../src/learning/engines/engine-source.ts';
import { referenceEngine } from '../../../src/learning/engines/reference/reference-engine.ts';
import { engineSources } from '../../../src/learning/engines/sources.ts';
import { chooseEngine } from '../../../src/trainer/choose-engine.ts';
import { jobSpecOf } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const jobOn = (device: 'auto' | 'cpu' | 'gpu', reproducible = false) =>
  jobSpecOf(cells, { hyperparams: { device, reproducible } });

/** Milliseconds that pass in calls of `train` alone. */
function hostWithClock() {
  let nowMs = 0;
  const gpu = {
    openDevice: () => Promise.resolve({ device: null, whyNot: 'no GPU was found' } as const),
    elapsedMs: () => nowMs,
    yieldToEvents: () => Promise.resolve(),
  };
  const host: EngineHost = { readKernel: () => Promise.resolve(undefined), gpu };
  /** Takes so long for every call and every step. */
  const engineOf = (name: string, callMs: number, stepMs: number): Engine => ({
    ...referenceEngine,
    name,
    async open(...parts) {
      const set = await referenceEngine.open(...parts);
      const train: typeof set.train = (all) => {
        nowMs += callMs + all.reduce((sum, { batches }) => sum + stepMs * batches.length, 0);
        return Promise.resolve([]);
      };
      return { ...set, train };
    },
  });
  return { host, engineOf };
}

const sourceOf = (device: string, engine: Engine): EngineSource => ({
  name: engine.name,
  device,
  asSubstitute: '',
  find: () => Promise.resolve({ engine }),
});

describe('a job that leaves the device open', () => {
  it('trains on the one that measures fastest on its shape, and says what was measured', async () => {
    const { host, engineOf } = hostWithClock();
    const sources = [
      sourceOf('gpu', engineOf('slow to call', 10, 0.001)),
      sourceOf('cpu', engineOf('steady', 0, 0.5)),
    ];
    const { engine, measured } = await chooseEngine(host, jobOn('auto'), sources);
    expect(engine.name).toBe('slow to call');
    expect(measured).toMatch(
      /^Measured on rows of this job's shape, per run and step: slow to call \(cpu\) [\d.]+ µs, steady \(cpu\) 500 µs\. The first of them trains\.$/,
    );
  });

  it('is not kept from training by an engine that fails', async () => {
    const { host, engineOf } = hostWithClock();
    const broken: Engine = {
      ...referenceEngine,
      name: 'broken',
      open: () => Promise.reject(new Error('no')),
    };
    const sources = [sourceOf('gpu', broken), sourceOf('cpu', engineOf('steady', 0, 0.5))];
    const { engine, measured } = await chooseEngine(host, jobOn('auto'), sources);
    expect(engine.name).toBe('steady');
    expect(measured).toContain('broken (cpu) failed');
  });

  it('measures nothing where there is one device alone', async () => {
    const { host } = hostWithClock();
    const { engine, measured } = await chooseEngine(host, jobOn('auto'));
    expect(engine.name).toBe('reference');
    expect(measured).toBeUndefined();
  });
});

describe('a job that asks for the GPU', () => {
  it('hears why there is none', async () => {
    const { host } = hostWithClock();
    await expect(chooseEngine(host, jobOn('gpu'), engineSources)).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      message:
        'No engine can do this on the device "gpu". The GPU cannot be used: no GPU was found. ' +
        'The device "auto" takes one that can.',
    });
  });

  it('and for the same bits everywhere, hears that these do not go together', async () => {
    const { host } = hostWithClock();
    await expect(chooseEngine(host, jobOn('gpu', true))).rejects.toMatchObject({
      message: expect.stringContaining('A GPU cannot promise the same bits on every computer') as string,
    });
  });
});
