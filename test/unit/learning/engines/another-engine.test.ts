/** An engine that only this test knows is chosen by trainer and predictor, from its source alone. */
import { describe, expect, it } from 'vitest';
import type {
  EngineHost,
  EngineSource,
  FoundEngine,
} from '../../../../src/learning/engines/engine-source.ts';
import type { Engine } from '../../../../src/learning/engines/engine.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import { engineSources } from '../../../../src/learning/engines/sources.ts';
import { predictCells } from '../../../../src/learning/predict.ts';
import { createEngineFor } from '../../../../src/predictor/predictor-engine.ts';
import { deviceSchemaOf, engines } from '../../../../src/shared/contract/engines.ts';
import { chooseEngine } from '../../../../src/trainer/choose-engine.ts';
import { jobSpecOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';
import { smallModel } from '../../../support/small-model.ts';

const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const bare: EngineHost = { readKernel: () => Promise.resolve(undefined) };

/** Trains everything but the BiLSTM. */
const abacusEngine: Engine = {
  ...referenceEngine,
  name: 'abacus',
  device: 'wooden abacus',
  whyNot: ({ choice }) => (choice.algorithm === 'bilstm' ? 'The abacus has no memory.' : null),
};

function sourcesWith(found: FoundEngine): readonly EngineSource[] {
  const find = () => Promise.resolve(found);
  return [{ name: 'abacus', device: 'wood', asSubstitute: 'bead by bead', find }, ...engineSources];
}
const sources = sourcesWith({ engine: abacusEngine });
/** As the contract would know the word, were the engine in its table. */
const jobOn = (device: string, algorithm: 'baseline' | 'bilstm' = 'baseline') => {
  const spec = jobSpecOf(cells, { algorithm });
  return { ...spec, hyperparams: { ...spec.hyperparams, device } } as unknown as typeof spec;
};

describe('another engine, in a list of its own', () => {
  it('trains what it can, wherever nobody asks for another', async () => {
    expect(await chooseEngine(bare, jobOn('auto'), sources)).toEqual({ engine: abacusEngine, warning: null });
    expect((await chooseEngine(bare, jobOn('wood'), sources)).engine.device).toBe('wooden abacus');
    expect((await chooseEngine(bare, jobOn('cpu'), sources)).engine.name).toBe('reference');
  });

  it('leaves to the next one what it cannot, which is nothing to warn of', async () => {
    const withKernel = { readKernel: () => Promise.resolve(Uint8Array.of()) };
    const { engine, warning } = await chooseEngine(withKernel, jobOn('auto', 'bilstm'), sources);
    expect(engine.name).toMatch(/^wasm-/);
    expect(warning).toBeNull();
  });

  it('asked for by name and not able to, the job hears why', async () => {
    await expect(chooseEngine(bare, jobOn('wood', 'bilstm'), sources)).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      message:
        'No engine can do this on the device "wood". The abacus has no memory. The device "auto" takes one that can.',
    });
  });

  it('is told about where it is broken, and not where there simply is none', async () => {
    const withKernel = { readKernel: () => Promise.resolve(Uint8Array.of()) };
    const missing = sourcesWith({ whyNot: 'There is no wood here.', isFault: false });
    expect((await chooseEngine(withKernel, jobOn('auto'), missing)).warning).toBeNull();
    const broken = sourcesWith({ whyNot: 'A bead is missing.', isFault: true });
    expect((await chooseEngine(withKernel, jobOn('auto'), broken)).warning).toBe(
      'A bead is missing. Meanwhile the wasm engine does the work, on the processor alone.',
    );
  });

  it('predicts, and is looked for once', async () => {
    let asked = 0;
    const counted = sources.map((source) => ({
      ...source,
      find: (...parts: Parameters<EngineSource['find']>) => ((asked += 1), source.find(...parts)),
    }));
    const engineFor = createEngineFor(bare, counted);
    const model = smallModel(cells);
    const engine = await engineFor(model.description);
    expect(engine).toBe(abacusEngine);
    expect(await engineFor(model.description)).toBe(abacusEngine);
    expect(asked).toBe(1);
    expect(await predictCells(model, cells, engine)).toEqual(
      await predictCells(model, cells, referenceEngine),
    );
  });

  it('brings its word for the device', () => {
    const devices = deviceSchemaOf({ abacus: { device: 'wood' }, ...engines });
    expect(devices.options).toEqual(['auto', 'wood', 'gpu', 'cpu']);
    expect(devices.safeParse('wood').success).toBe(true);
    expect(deviceSchemaOf(engines).safeParse('wood').success).toBe(false);
  });
});

it('sources and facts are the same engines, in the same order', () => {
  expect(engineSources.map(({ name, device }) => [name, { device }])).toEqual(Object.entries(engines));
});
