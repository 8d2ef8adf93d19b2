/** Without a GPU: what a plan asks of one, where its numbers stand, and how long its dispatches get. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GpuLimits } from '../../../../../src/learning/engines/webgpu/gpu-device.ts';
import { createPace } from '../../../../../src/learning/engines/webgpu/pace.ts';
import {
  programBytes,
  programOf,
  whyNotBytes,
  whyNotProgram,
} from '../../../../../src/learning/engines/webgpu/programs.ts';
import { packState, unpackSection } from '../../../../../src/learning/engines/webgpu/run-state.ts';
import { initialWeights } from '../../../../../src/learning/methods/initial-weights.ts';
import { weightShapes } from '../../../../../src/learning/methods/weight-shapes.ts';
import { smallPlan } from '../../../../support/random-rows.ts';

/** What WebGPU promises everywhere, with the workgroup memory that all but the smallest adapters have. */
const limits: GpuLimits = {
  maxBufferSize: 256 * 1024 ** 2,
  maxStorageBufferBindingSize: 128 * 1024 ** 2,
  maxComputeWorkgroupStorageSize: 32_768,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
};
const algorithms = ['baseline', 'bilstm', 'deephpm'] as const;
const fullPlan = (algorithm: (typeof algorithms)[number], hiddenWidth = 64) =>
  smallPlan({ algorithm, inputWidth: 17, outputWidth: 2, hiddenWidth, window: 30 });

describe('a program of the GPU', () => {
  it.each(algorithms)('%s at full width fits what most adapters have', (algorithm) => {
    expect(whyNotProgram(programOf(fullPlan(algorithm), 1000, limits), limits)).toBeNull();
  });

  it('Baseline takes fewer rows at a time where there is half the workgroup memory', () => {
    const small = { ...limits, maxComputeWorkgroupStorageSize: 16_384 };
    const program = programOf(fullPlan('baseline'), 1000, small);
    expect(whyNotProgram(program, small)).toBeNull();
    expect(program.workgroupBytes).toBeLessThanOrEqual(16_384);
  });

  it('what an adapter has too little of is said with both figures', () => {
    const few = { ...limits, maxComputeInvocationsPerWorkgroup: 128 };
    const wide = programOf(fullPlan('bilstm', 512), 1000, limits);
    expect(whyNotProgram(wide, limits)).toBe(
      'it needs 69 KiB of workgroup memory, this GPU has 32 KiB; a smaller network fits',
    );
    expect(whyNotProgram(programOf(fullPlan('bilstm'), 1000, few), few)).toBe(
      'it needs 256 threads in a workgroup, this GPU has 128',
    );
    const plan = fullPlan('bilstm');
    const bytes = programBytes(plan, programOf(plan, 1000, limits), 100, 1000);
    expect(whyNotBytes(bytes, limits)).toMatch(
      /^it needs \d+ MiB in one buffer, this GPU gives 128 MiB at most$/,
    );
  });

  it('every weight has a place of its own, and comes back as it went', () => {
    const shapes = fc.record({
      algorithm: fc.constantFrom(...algorithms),
      inputWidth: fc.integer({ min: 1, max: 19 }),
      outputWidth: fc.integer({ min: 1, max: 2 }),
      hiddenWidth: fc.integer({ min: 1, max: 70 }),
    });
    fc.assert(
      fc.property(shapes, (shape) => {
        const plan = smallPlan(shape);
        const { layout } = programOf(plan, 90, limits);
        expect(layout.tensors.map(({ name, shape: of }) => [name, of])).toEqual([...weightShapes(plan)]);
        const places = layout.tensors.flatMap(({ shape: of, indexOf }) => {
          const columns = of.at(-1) ?? 1;
          const count = of.reduce((product, width) => product * width, 1);
          return Array.from({ length: count }, (_, at) => indexOf(Math.floor(at / columns), at % columns));
        });
        expect(new Set(places).size).toBe(places.length);
        const weights = initialWeights(plan, 1);
        const moments = { firstMoments: weights, secondMoments: weights };
        const floats = packState(layout, { weights, ...moments, step: 3 });
        for (const section of [0, 1, 2] as const) {
          for (const [name, { values }] of unpackSection(layout, floats, section)) {
            expect(values).toEqual(weights.get(name)?.values.map(Math.fround));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the pace of dispatches', () => {
  it('grows at most fourfold up to the budget, and stays there', () => {
    const pace = createPace(50, 100_000);
    const steps = Array.from({ length: 6 }, () => {
      pace.learn(pace.steps, 0.1 * pace.steps);
      return pace.steps;
    });
    expect(steps).toEqual([16, 64, 256, 500, 500, 500]);
  });

  it('at least halves after a dispatch of more than twice the budget', () => {
    const pace = createPace(50, 100_000);
    pace.learn(4, 1);
    pace.learn(16, 101);
    expect(pace.steps).toBe(7);
  });

  it('learns nothing great from a dispatch that was cut short, and never falls below one step', () => {
    const pace = createPace(50, 100_000);
    pace.learn(1, 0.01);
    expect(pace.steps).toBe(4);
    pace.learn(4, 5000);
    expect(pace.steps).toBe(1);
  });
});
