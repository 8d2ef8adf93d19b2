/**
 * DeepHPM's numbers on the GPU. g's input is kept as [x | u | u_x¹ | u_x² …], each rounded up to quads, because the pieces are
 * made one by one; the weights of its first layer stand in rows that follow that order. In u_x the column of t is 0: g does
 * not see u_t. Everything of a row lies in the run's part of `work`, region by region: [tile rows, quads].
 */
import type { NetworkPlan } from '../engine.ts';
import { type DenseLayout, layOutDense } from './dense-parameters.ts';
import { type ParameterLayout, countQuads, quadsOf } from './parameter-layout.ts';

export interface DeephpmWidths {
  readonly inputs: number;
  readonly outputs: number;
  readonly inputQuads: number;
  readonly hiddenQuads: number;
  /** Width of g's input in quads; where u and u_x of output k begin in it. */
  readonly dynamicsQuads: number;
  readonly uAt: number;
  readonly slopesAt: (output: number) => number;
}

export function widthsOf({ inputWidth, outputWidth, hiddenWidth }: NetworkPlan): DeephpmWidths {
  const inputQuads = quadsOf(inputWidth);
  const uQuads = quadsOf(outputWidth);
  return {
    inputs: inputWidth,
    outputs: outputWidth,
    inputQuads,
    hiddenQuads: quadsOf(hiddenWidth),
    dynamicsQuads: inputQuads + uQuads + outputWidth * inputQuads,
    uAt: inputQuads,
    slopesAt: (output) => inputQuads + uQuads + output * inputQuads,
  };
}

/** Row of g's first weight, as the model keeps it (t, s, u, u_s by output), among the rows of the layout above. */
function dynamicsRow(widths: DeephpmWidths): (row: number) => number {
  const { inputs, outputs, uAt, slopesAt } = widths;
  const features = inputs - 1;
  return (row) => {
    if (row === 0) return features;
    if (row <= features) return row - 1;
    if (row < inputs + outputs) return 4 * uAt + row - inputs;
    const slope = row - inputs - outputs;
    return 4 * slopesAt(Math.floor(slope / features)) + (slope % features);
  };
}

export interface DeephpmLayout {
  readonly layout: ParameterLayout;
  readonly u: DenseLayout;
  readonly g: DenseLayout;
}

export function layOutDeephpm(plan: NetworkPlan, widths: DeephpmWidths): DeephpmLayout {
  const { inputWidth, outputWidth, hiddenWidth } = plan;
  const [weights, copies] = [countQuads(), countQuads()];
  const after = (first: number): number[] => [first, hiddenWidth, hiddenWidth, hiddenWidth, outputWidth];
  const u = layOutDense({ name: 'u', widths: after(inputWidth) }, weights, copies);
  const dynamicsWidth = inputWidth + outputWidth + outputWidth * (inputWidth - 1);
  const firstRows = { rowOf: dynamicsRow(widths), quads: widths.dynamicsQuads };
  const g = layOutDense({ name: 'g', widths: after(dynamicsWidth), firstRows }, weights, copies);
  const tensors = [...u.tensors, ...g.tensors];
  return { layout: { tensors, weightQuads: weights.count, copyQuads: copies.count }, u, g };
}

/** A region's quad as WGSL: `work` of the run begins at `own`. */
export type Region = (row: string, quad: string) => string;

export interface TangentRegions {
  /** By layer 1 … 3, index 0 unused: h, ḣ, ż; z̄ takes the place of ż, and ż̄ has its own. */
  readonly state: readonly Region[];
  readonly tangent: readonly Region[];
  readonly raw: readonly Region[];
  readonly tangentSlope: readonly Region[];
}

export interface DeephpmRegions {
  /** g's input, its tangent, and the slopes of the loss with respect to both. */
  readonly dynamics: Region;
  readonly dynamicsTangent: Region;
  readonly dynamicsSlope: Region;
  readonly dynamicsTangentSlope: Region;
  readonly u: TangentRegions;
  readonly g: TangentRegions;
  /** What the chains send into h and ḣ of u; ż̄ takes the place of the latter. */
  readonly hiddenSlope: readonly Region[];
  /** [output][layer]; q̄ takes the place of q. */
  readonly q: readonly (readonly Region[])[];
  readonly qTangent: readonly (readonly Region[])[];
  readonly p: readonly (readonly Region[])[];
  readonly pTangent: readonly (readonly Region[])[];
  /** u_tt by output, one quad a row each with the value in x. */
  readonly second: readonly Region[];
  /** Slopes of g's and u's outputs and of their tangents; squares for the three terms of the loss. */
  readonly gOut: Region;
  readonly gTangentOut: Region;
  readonly uOut: Region;
  readonly uTangentOut: Region;
  readonly squares: Region;
  readonly quads: number;
}

export function layOutRegions(widths: DeephpmWidths, rows: number): DeephpmRegions {
  const count = countQuads();
  const region = (quads: number): Region => {
    const first = count.take(rows * quads);
    return (row, quad) => `work[own + ${first}u + (${row}) * ${quads}u + ${quad}]`;
  };
  const byLayer = (): Region[] =>
    Array.from({ length: 4 }, (_, layer) => region(layer === 0 ? 0 : widths.hiddenQuads));
  const byOutput = <T>(make: () => T): T[] => Array.from({ length: widths.outputs }, make);
  const network = (): TangentRegions => ({
    state: byLayer(),
    tangent: byLayer(),
    raw: byLayer(),
    tangentSlope: byLayer(),
  });
  const regions = {
    dynamics: region(widths.dynamicsQuads),
    dynamicsTangent: region(widths.dynamicsQuads),
    dynamicsSlope: region(widths.dynamicsQuads),
    dynamicsTangentSlope: region(widths.dynamicsQuads),
    u: network(),
    g: network(),
    hiddenSlope: byLayer(),
    q: byOutput(byLayer),
    qTangent: byOutput(byLayer),
    p: byOutput(byLayer),
    pTangent: byOutput(byLayer),
    second: byOutput(() => region(1)),
    gOut: region(1),
    gTangentOut: region(1),
    uOut: region(1),
    uTangentOut: region(1),
    squares: region(1),
  };
  return { ...regions, quads: count.count };
}
