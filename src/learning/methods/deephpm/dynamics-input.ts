/**
 * The input of DeepHPM's dynamics network g, and the way back from it: in each row t, s [S], u [O], then for each
 * output k ∂u_k/∂s [S]. Its derivative along t: 1, 0 [S], u_t [O], then ∂²u_k/∂s∂t [S].
 */
import type { InputDerivatives } from './input-derivatives.ts';
import type { TangentSlopes } from './tangent-network.ts';

/** Width of g's input: 1 + S + O + O·S. */
export const dynamicsInputWidth = (inputWidth: number, outputWidth: number): number =>
  inputWidth + outputWidth + outputWidth * (inputWidth - 1);

export interface SolutionState {
  /** [B, I], t last. */
  readonly inputs: Float64Array;
  /** [B, O] */
  readonly u: Float64Array;
  /** u_t [B, O] */
  readonly uTangent: Float64Array;
  readonly outputs: readonly InputDerivatives[];
  readonly rowCount: number;
}

/** Values and tangents of g's input, [B, 1 + S + O + O·S]. */
export function assembleDynamicsInput(solution: SolutionState): {
  readonly values: Float64Array;
  readonly tangents: Float64Array;
} {
  const { inputs, u, uTangent, outputs, rowCount } = solution;
  const inputWidth = inputs.length / rowCount;
  const width = dynamicsInputWidth(inputWidth, outputs.length);
  const values = new Float64Array(rowCount * width);
  const tangents = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    const start = row * width;
    values[start] = inputs[(row + 1) * inputWidth - 1] ?? 0;
    tangents[start] = 1;
    values.set(features(inputs, row, inputWidth), start + 1);
    values.set(u.subarray(row * outputs.length, (row + 1) * outputs.length), start + inputWidth);
    tangents.set(uTangent.subarray(row * outputs.length, (row + 1) * outputs.length), start + inputWidth);
    outputs.forEach(({ slope, slopeTangent }, k) => {
      const at = start + startOfSlopes(inputWidth, outputs.length, k);
      values.set(features(slope, row, inputWidth), at);
      tangents.set(features(slopeTangent, row, inputWidth), at);
    });
  }
  return { values, tangents };
}

/** Slopes of the loss with respect to what went into g; u_x's and u_xt's by output, [B, I], zero in t's column. */
export interface DynamicsSlopes {
  readonly u: Float64Array;
  readonly uTangent: Float64Array;
  readonly slopes: readonly Float64Array[];
  readonly slopeTangents: readonly Float64Array[];
}

export function splitDynamicsSlopes(
  ofInput: TangentSlopes,
  rowCount: number,
  outputs: number,
): DynamicsSlopes {
  const width = ofInput.state.length / rowCount;
  const inputWidth = width / (1 + outputs);
  const columns = (values: Float64Array, from: number, count: number, wide: number): Float64Array => {
    const part = new Float64Array(rowCount * wide);
    for (let row = 0; row < rowCount; row++) {
      part.set(values.subarray(row * width + from, row * width + from + count), row * wide);
    }
    return part;
  };
  const slopesOf = (values: Float64Array): Float64Array[] =>
    Array.from({ length: outputs }, (_, k) =>
      columns(values, startOfSlopes(inputWidth, outputs, k), inputWidth - 1, inputWidth),
    );
  return {
    u: columns(ofInput.state, inputWidth, outputs, outputs),
    uTangent: columns(ofInput.tangent, inputWidth, outputs, outputs),
    slopes: slopesOf(ofInput.state),
    slopeTangents: slopesOf(ofInput.tangent),
  };
}

const features = (values: Float64Array, row: number, inputWidth: number): Float64Array =>
  values.subarray(row * inputWidth, (row + 1) * inputWidth - 1);

const startOfSlopes = (inputWidth: number, outputs: number, k: number): number =>
  inputWidth + outputs + k * (inputWidth - 1);
