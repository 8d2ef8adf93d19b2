/** The state of a run between the CPU's doubles by name and the GPU's quads. */
import type { Tensor, TrainingState, Weights } from '../engine.ts';
import type { ParameterLayout, PlacedTensor } from './parameter-layout.ts';

/** Weights, moments and the copies of weights, ready to be written at the start of a run's state. */
export function packState(layout: ParameterLayout, state: TrainingState): Float32Array<ArrayBuffer> {
  const section = 4 * layout.weightQuads;
  const floats = new Float32Array(3 * section + 4 * layout.copyQuads);
  const { weights, firstMoments, secondMoments, step } = state;
  for (const tensor of layout.tensors) {
    const values = weights.get(tensor.name)?.values;
    if (values === undefined) throw new Error(`the weight ${tensor.name} is missing`);
    writeValues(floats, tensor, values, tensor.indexOf);
    if (tensor.copyOf) writeValues(floats.subarray(3 * section), tensor, values, tensor.copyOf);
    if (step === 0) continue;
    const moments = [firstMoments, secondMoments].map((named) => named.get(tensor.name)?.values);
    moments.forEach((moment, index) => {
      if (moment) writeValues(floats.subarray((index + 1) * section), tensor, moment, tensor.indexOf);
    });
  }
  return floats;
}

/** Tensors of a section (0 weights, 1 and 2 the moments) out of a run's state. */
export function unpackSection(layout: ParameterLayout, floats: Float32Array, section: 0 | 1 | 2): Weights {
  const start = 4 * section * layout.weightQuads;
  return new Map(
    layout.tensors.map((tensor) => [tensor.name, gather(floats.subarray(start), tensor)] as const),
  );
}

function writeValues(
  floats: Float32Array,
  { shape }: PlacedTensor,
  values: Float64Array,
  indexOf: (row: number, column: number) => number,
): void {
  const columns = shape.at(-1) ?? 1;
  values.forEach((value, at) => {
    floats[indexOf(Math.floor(at / columns), at % columns)] = value;
  });
}

function gather(floats: Float32Array, { shape, indexOf }: PlacedTensor): Tensor {
  const columns = shape.at(-1) ?? 1;
  const count = shape.reduce((product, width) => product * width, 1);
  const values = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    values[at] = floats[indexOf(Math.floor(at / columns), at % columns)] ?? Number.NaN;
  }
  return { shape, values };
}
