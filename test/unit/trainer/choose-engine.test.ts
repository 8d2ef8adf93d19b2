import { expect, test } from 'vitest';
import { chooseEngine } from '../../../src/trainer/choose-engine.ts';
import type { KernelBuild } from '../../../src/learning/engines/engine-source.ts';
import { jobSpecOf } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [madeUpCell({ batteryId: 1, rowCount: 3 })];
const asked: KernelBuild[] = [];
const host = {
  readKernel: (build: KernelBuild) => {
    asked.push(build);
    return Promise.resolve(Uint8Array.of());
  },
};

test('the fastest build this machine can run, unless the job asks for the same bits everywhere', async () => {
  const { engine, warning } = await chooseEngine(host, jobSpecOf(cells));
  expect(engine.name).toBe(`wasm-${asked[0]!}`);
  expect(engine.device).toBe('cpu');
  expect(warning).toBeNull();
  const reproducible = jobSpecOf(cells, { hyperparams: { reproducible: true } });
  expect((await chooseEngine(host, reproducible)).engine.name).toBe('wasm-simd');
});

test('without kernels the reference engine, and a word about it', async () => {
  const bare = { readKernel: () => Promise.resolve(undefined) };
  const { engine, warning } = await chooseEngine(bare, jobSpecOf(cells));
  expect(engine.name).toBe('reference');
  expect(warning).toBe(
    'The fast engine is missing from this installation: build or install the program again to have it. Meanwhile the ' +
      'reference engine does the work, as exact, but many times slower.',
  );
});
