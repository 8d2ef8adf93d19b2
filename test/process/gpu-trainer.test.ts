/**
 * A job on the GPU in a trainer of its own, through Dawn. Skips where `npm run gpu` has not been run, or no Vulkan driver is
 * here: Chromium's SwiftShader, which imitates a GPU, will do.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { madeUpCell } from '../support/measured-cells.ts';
import { repositoryRoot } from '../support/program.ts';
import { clearTrainers, jobFolder, logsOf, trainToEnd } from '../support/trainer-process.ts';

const library = join(repositoryRoot, 'out', 'gpu', 'dawn.node');
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const isHere = existsSync(library) && existsSync(softwareDriver);
/** The kernels are compiled for the CPU, on a busy machine for minutes. */
const patienceMs = 300_000;
const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));

beforeAll(() => {
  const given = { CELLWRIGHT_DAWN: library, CELLWRIGHT_GPU: 'software', VK_DRIVER_FILES: softwareDriver };
  const before = Object.keys(given).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, given);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
});
afterEach(clearTrainers);

test(
  'three runs train side by side on the GPU, and come to a model as on the processor',
  async ({ skip }) => {
    skip(!isHere, 'run `npm run gpu` and `apt-get install chromium libvulkan1` first');
    const wish = {
      hyperparams: { epochs: 3, folds: 3, batch_size: 16, validation_battery_ids: [3] },
    } as const;
    const onGpu = await trainToEnd(
      await jobFolder(cells, { hyperparams: { ...wish.hyperparams, device: 'gpu' } }),
    );
    const onCpu = await trainToEnd(
      await jobFolder(cells, { hyperparams: { ...wish.hyperparams, device: 'cpu' } }),
    );
    const started = onGpu.find((message) => message.type === 'started');
    expect(started).toMatchObject({
      engine: 'webgpu',
      device: expect.stringMatching(/swiftshader/i) as string,
    });
    const [gpuEnd, cpuEnd] = [onGpu, onCpu].map((messages) => messages.at(-1));
    if (gpuEnd?.type !== 'succeeded' || cpuEnd?.type !== 'succeeded')
      throw new Error(logsOf(onGpu).join('\n'));
    expect(gpuEnd.metrics.val_loss).toBeCloseTo(cpuEnd.metrics.val_loss ?? 0, 4);
    expect(gpuEnd.engine).toBe('webgpu');
  },
  patienceMs,
);
