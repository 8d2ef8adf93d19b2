import { beforeAll, describe, expect, it } from 'vitest';
import { type KernelLab, kernelBuilds, openKernelLab } from '../../support/kernel-lab.ts';

const count = 1 << 16;
/** Every 311th single-precision number of the range: over a million and a half of each sign. */
const stride = 311;

const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** Distance of two neighbouring single-precision numbers at this size. */
function ulpAt(value: number): number {
  const size = Math.abs(value);
  return size < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(size)) - 23);
}

describe.each(kernelBuilds)('activations of the %s build', (build) => {
  let lab: KernelLab;
  let address: number;
  beforeAll(async () => {
    lab = await openKernelLab(build);
    address = lab.reserve(count * 4);
  });

  function evaluate(kernel: string, inputs: Float32Array): Float32Array {
    lab.floats.set(inputs, address / 4);
    lab.call(kernel, address, Math.ceil(inputs.length / 16) * 64);
    return lab.floats.slice(address / 4, address / 4 + inputs.length);
  }

  /** The greatest error in ulp over both signs of the range between two bit patterns. */
  function worstUlp(kernel: string, exact: (x: number) => number, fromBits: number, toBits: number): number {
    const inputs = new Float32Array(count);
    const bits = new Uint32Array(inputs.buffer);
    let worst = 0;
    for (const sign of [0, 0x8000_0000]) {
      for (let next = fromBits; next < toBits; next += stride * count) {
        for (let i = 0; i < count; i++) bits[i] = (sign | Math.min(next + i * stride, toBits)) >>> 0;
        const outputs = evaluate(kernel, inputs);
        for (let i = 0; i < count; i++) {
          const expected = exact(inputs[i] ?? Number.NaN);
          const output = outputs[i] ?? Number.NaN;
          const error = output === Math.fround(expected) ? 0 : Math.abs(output - expected) / ulpAt(expected);
          if (!(error <= worst)) worst = error;
        }
      }
    }
    return worst;
  }

  // Below 2⁻⁶⁰ the three are x, ½ and 1; the upper ends are where they reach 1, 0 or ∞ in single precision.
  const smallest = 0x2180_0000;
  it('tanh is within 2 ulp over its whole range', () => {
    expect(worstUlp('tanhInPlace', Math.tanh, smallest, 0x4140_0000)).toBeLessThanOrEqual(2);
  });
  it('sigmoid is within 2 ulp over its whole range, denormal results included', () => {
    expect(worstUlp('sigmoidInPlace', sigmoid, smallest, 0x42d2_0000)).toBeLessThanOrEqual(2);
  });
  it('exp is within 2 ulp over its whole range, denormal results included', () => {
    expect(worstUlp('expInPlace', Math.exp, smallest, 0x42d2_0000)).toBeLessThanOrEqual(2);
  });

  const edges = Float32Array.of(
    Infinity,
    -Infinity,
    0,
    -0,
    1e-45,
    -1e-40,
    3e38,
    -3e38,
    88.8,
    -104,
    Number.NaN,
  );
  it.each([
    ['tanhInPlace', [1, -1, 0, -0, 1e-45, -1e-40, 1, -1, 1, -1, Number.NaN]],
    ['sigmoidInPlace', [1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0, 1, 0, Number.NaN]],
    ['expInPlace', [Infinity, 0, 1, 1, 1, 1, Infinity, 0, Infinity, 0, Number.NaN]],
  ])('%s is right at the edges, and NaN stays NaN', (kernel, expected) => {
    const outputs = evaluate(kernel, edges);
    expect([...outputs]).toEqual([...Float32Array.from(expected)]);
  });

  it('is not changed by its neighbours: every lane gives the same bits', () => {
    const inputs = Float32Array.from({ length: 64 }, (_, i) => Math.fround((i >> 2) * 0.37 - 3));
    for (const kernel of ['tanhInPlace', 'sigmoidInPlace', 'expInPlace']) {
      const outputs = evaluate(kernel, inputs);
      outputs.forEach((value, i) => expect(value).toBe(outputs[i & ~3]));
    }
  });
});
