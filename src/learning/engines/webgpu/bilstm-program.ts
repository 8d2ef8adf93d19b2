/**
 * The BiLSTM as a program of the GPU: three dispatches a step. `forward` and `backward` have a workgroup for each direction and
 * share of the batch's rows; between them lies the only thing that both directions need of each other, their last states.
 */
import type { NetworkPlan } from '../engine.ts';
import { backwardBytes, backwardMemory, backwardRows } from './bilstm-backward.ts';
import {
  forwardBytes,
  forwardDirection,
  forwardMemory,
  gateFunctions,
  windowFunction,
} from './bilstm-forward.ts';
import { gradientShares, settleKernel, settleThreads } from './bilstm-gradients.ts';
import { type BilstmSizes, bilstmLayout, bilstmSizes, rowsAtOnce } from './bilstm-layout.ts';
import type { GpuProgram } from './gpu-program.ts';
import { stateSections } from './parameter-layout.ts';
import type { ProgramLimits } from './program-limits.ts';
import { preludeOf } from './wgsl-prelude.ts';

export function bilstmProgram(plan: NetworkPlan, limits: ProgramLimits): GpuProgram {
  const sizes = bilstmSizes(plan, limits.batchRows);
  const layout = bilstmLayout(plan, sizes);
  return {
    layout,
    stateQuads: stateSections(layout, false).quads,
    workQuads: sizes.workQuads,
    code: [
      preludeOf(layout, false),
      gateFunctions,
      windowFunction(sizes),
      forwardMemory(sizes),
      backwardMemory(sizes),
      forwardKernel(sizes),
      backwardKernel(sizes),
      settleKernel(sizes),
      predictKernel(sizes),
    ].join('\n'),
    stages: [
      { entryPoint: 'forward', groupsPerRun: 2 * sizes.shards },
      { entryPoint: 'backward', groupsPerRun: 2 * sizes.shards },
      { entryPoint: 'settle', groupsPerRun: Math.ceil(sizes.weightQuads / settleThreads) },
    ],
    makesManySteps: false,
    rowsPerPrediction: rowsAtOnce,
    terms: [{ name: 'data_loss', weight: 1 }],
    workgroupBytes: Math.max(forwardBytes(sizes) + lastBytes(sizes), backwardBytes(sizes)),
    threads: sizes.threads,
  };
}

/** Which run, step, direction and shard a workgroup has. */
const groupIndices = ({ workQuads }: BilstmSizes): string => `
  let run = runs[group.x];
  if (span.first >= run.stepCount) { return; }
  let step = steps[run.firstStep + span.first];
  let base = run.state * stateQuads;
  let own = run.state * ${workQuads}u;
  let direction = group.y % 2u; let shard = group.y / 2u;`;

/** Where the four rows' numbers of this direction begin. */
const regionStarts = (sizes: BilstmSizes): string => `
    let directionAt = own + direction * ${sizes.directionWork}u;
    let gatesAt = directionAt + ${sizes.gates}u + group4 * ${sizes.units}u;
    let hiddenAt = directionAt + ${sizes.hidden}u + group4 * ${sizes.unitQuads}u;
    let cellsAt = directionAt + ${sizes.cells}u + group4 * ${sizes.unitQuads}u;`;

const everyFour = ({ shards }: BilstmSizes): string =>
  `for (var group4 = shard * ${rowsAtOnce}u; group4 < step.rowCount; group4 += ${shards * rowsAtOnce}u)`;

const forwardKernel = (sizes: BilstmSizes): string => `
@compute @workgroup_size(${sizes.threads})
fn forward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  ${groupIndices(sizes)}
  ${everyFour(sizes)} {
    ${regionStarts(sizes)}
    ${forwardDirection({
      sizes,
      isPresent: 'group4 + row < step.rowCount',
      orderAt: 'step.firstRow + group4 + row',
      keeps: true,
    })}
    workgroupBarrier();
  }
}`;

const backwardKernel = (sizes: BilstmSizes): string => `
@compute @workgroup_size(${sizes.threads})
fn backward(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  ${groupIndices(sizes)}
  let part = t / ${sizes.lanes}u; let lane = t % ${sizes.lanes}u;
  let gradientAt = own + ${sizes.gradients}u + shard * ${sizes.weightQuads}u;
  var lossSum = 0.0;
  ${everyFour(sizes)} {
    let isFirst = group4 == shard * ${rowsAtOnce}u;
    ${regionStarts(sizes)}
    ${backwardRows(sizes)}
  }
  if (shard * ${rowsAtOnce}u < step.rowCount) {
    ${gradientShares(sizes)}
  }
}`;

/** The last states of both directions, which a prediction keeps. */
const lastBytes = ({ units }: BilstmSizes): number => 4 * 2 * rowsAtOnce * units;

/** Four rows a workgroup, one direction after the other. */
const predictKernel = (sizes: BilstmSizes): string => `
var<workgroup> last: array<f32, ${2 * rowsAtOnce * sizes.units}>;
@compute @workgroup_size(${sizes.threads})
fn predict(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  let base = span.run * stateQuads;
  let first = (group.x + group.y * 65535u) * ${rowsAtOnce}u;
  for (var direction = 0u; direction < 2u; direction++) {
    ${forwardDirection({ sizes, isPresent: 'first + row < span.count', orderAt: 'first + row', keeps: false })}
    for (var i = t; i < ${rowsAtOnce * sizes.units}u; i += ${sizes.threads}u) {
      last[direction * ${rowsAtOnce * sizes.units}u + i] = hidden[${sizes.blocks > 1 && sizes.window % 2 === 1 ? rowsAtOnce * sizes.units : 0}u + i];
    }
    workgroupBarrier();
  }
  if (t < ${rowsAtOnce}u && first + t < span.count) {
    var u = state[base + ${sizes.outputBias}u];
    for (var unit = 0u; unit < ${sizes.units}u; unit++) {
      u += last[t * ${sizes.units}u + unit] * state[base + ${sizes.output}u + unit];
      u += last[(${rowsAtOnce}u + t) * ${sizes.units}u + unit] * state[base + ${sizes.output + sizes.units}u + unit];
    }
    results[first + t] = u;
  }
}`;
