/**
 * What every kernel begins with: the buffers, tanh and sigmoid, Adam. Buffers hold quads (vec4f); `state` is laid out as in
 * parameter-layout.ts. A step of a run carries what the CPU has computed in double precision: the learning rate with Adam's
 * bias corrections, and the share of one known label in the loss.
 */
import { beta1, beta2, epsilon } from '../../optimizers/adam.ts';
import type { ParameterLayout } from './parameter-layout.ts';
import { stateSections } from './parameter-layout.ts';

/** Words of a Step and of a Run below; the host writes them. */
export const stepWords = 8;
export const runWords = 4;

/** Binding numbers, all in group 0. */
export const bindings = {
  span: 0,
  inputs: 1,
  labels: 2,
  order: 3,
  steps: 4,
  runs: 5,
  state: 6,
  results: 7,
  work: 8,
} as const;

/** Which of them a kernel only reads; the others it writes, `span` apart. */
export const readOnlyBindings: readonly number[] = [1, 2, 3, 4, 5];

export function preludeOf(layout: ParameterLayout, sumsGradients: boolean): string {
  const { copies, gradients, quads } = stateSections(layout, sumsGradients);
  return /* wgsl */ `
// Steps first … first + count - 1 of each of runCount runs, whose losses come side by side; or count rows predicted by one run.
struct Span { first: u32, count: u32, run: u32, runCount: u32 }
// firstRow: where the batch begins in order; rate: learning rate / (1 - 0.9^t); varianceScale: 1 / (1 - 0.999^t);
// knownShare: 1 / known labels of the batch, 0 where there are none.
struct Step { firstRow: u32, rowCount: u32, rate: f32, varianceScale: f32, knownShare: f32, spare0: f32, spare1: f32, spare2: f32 }
// state: index of the run in state and work; its steps stand at firstStep … firstStep + stepCount - 1.
struct Run { state: u32, firstStep: u32, stepCount: u32, spare: u32 }

@group(0) @binding(${bindings.span}) var<uniform> span: Span;
@group(0) @binding(${bindings.inputs}) var<storage, read> inputs: array<vec4f>;
@group(0) @binding(${bindings.labels}) var<storage, read> labels: array<vec4f>;
@group(0) @binding(${bindings.order}) var<storage, read> order: array<u32>;
@group(0) @binding(${bindings.steps}) var<storage, read> steps: array<Step>;
@group(0) @binding(${bindings.runs}) var<storage, read> runs: array<Run>;
@group(0) @binding(${bindings.state}) var<storage, read_write> state: array<vec4f>;
@group(0) @binding(${bindings.results}) var<storage, read_write> results: array<vec4f>;
@group(0) @binding(${bindings.work}) var<storage, read_write> work: array<vec4f>;

const stateQuads = ${quads}u;
const weightQuads = ${layout.weightQuads}u;
const copiesAt = ${copies}u;
const gradientsAt = ${gradients}u;

// From a clamped exponential: the tanh of some drivers is coarse, or not a number far from 0.
fn squash(z: vec4f) -> vec4f {
  let e = exp(2.0 * clamp(z, vec4f(-9.02), vec4f(9.02)));
  return (e - 1.0) / (e + 1.0);
}

// One step of Adam on a quad of weights.
struct Adam { weight: vec4f, mean: vec4f, variance: vec4f }
fn adam(weight: vec4f, mean: vec4f, variance: vec4f, gradient: vec4f, step: Step) -> Adam {
  let nextMean = fma(vec4f(${1 - beta1}), gradient, ${beta1} * mean);
  let nextVariance = fma(vec4f(${1 - beta2}) * gradient, gradient, ${beta2} * variance);
  let change = step.rate * nextMean / (sqrt(nextVariance * step.varianceScale) + ${epsilon});
  return Adam(weight - change, nextMean, nextVariance);
}
`;
}
