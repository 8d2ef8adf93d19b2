import { afterEach, expect, it, vi } from 'vitest';
import { createWasmEngine } from '../../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import { webAssembly } from '../../../../../src/learning/engines/wasm/web-assembly.ts';
import { readKernels } from '../../../../support/kernel-lab.ts';
import { randomRows, smallPlan } from '../../../../support/random-rows.ts';

afterEach(() => void vi.restoreAllMocks());

/** V8's sandbox, which Electron has and Node has not, has address space for some ninety. */
it('as many runs as a published data set has cells take one memory, not one each', async () => {
  const Memory = vi.spyOn(webAssembly, 'Memory');
  const plan = smallPlan({
    algorithm: 'baseline',
    inputWidth: 6,
    outputWidth: 2,
    hiddenWidth: 20,
    window: 5,
    batchSize: 30,
  });
  const rows = randomRows(plan, 60);
  const engine = createWasmEngine({ wasmBytes: readKernels('simd'), build: 'simd', threads: 1 });
  const set = await engine.open(
    plan,
    Array.from({ length: 124 }, () => rows),
  );
  expect(Memory).toHaveBeenCalledOnce();
  await set.close();
});
