/** The Baseline as a program of the GPU. */
import type { NetworkPlan } from '../engine.ts';
import { baselineKernel, layOutBaselineTile } from './baseline-kernel.ts';
import { layOutDense } from './dense-parameters.ts';
import type { GpuProgram } from './gpu-program.ts';
import { countQuads, stateSections } from './parameter-layout.ts';
import type { ProgramLimits } from './program-limits.ts';
import { preludeOf } from './wgsl-prelude.ts';

export function baselineProgram(plan: NetworkPlan, limits: ProgramLimits): GpuProgram {
  const { inputWidth, hiddenWidth, outputWidth } = plan;
  const [weights, copies] = [countQuads(), countQuads()];
  const widths = [inputWidth, hiddenWidth, hiddenWidth, hiddenWidth, outputWidth];
  const network = layOutDense({ name: 'u', widths }, weights, copies);
  const layout = { tensors: network.tensors, weightQuads: weights.count, copyQuads: copies.count };
  const tile = [32, 16, 8, 4]
    .map((tileRows) => layOutBaselineTile(network, { threads: limits.threads, tileRows }))
    .find(({ quads }) => 16 * quads <= limits.workgroupBytes);
  const chosen = tile ?? layOutBaselineTile(network, { threads: limits.threads, tileRows: 4 });
  const sumsGradients = limits.batchRows > chosen.tileRows;
  return {
    layout,
    stateQuads: stateSections(layout, sumsGradients).quads,
    workQuads: 0,
    code: preludeOf(layout, sumsGradients) + baselineKernel(network, chosen, sumsGradients),
    stages: [{ entryPoint: 'train', groupsPerRun: 1 }],
    makesManySteps: true,
    rowsPerPrediction: chosen.tileRows,
    terms: [{ name: 'data_loss', weight: 1 }],
    workgroupBytes: 16 * chosen.quads,
    threads: chosen.threads,
  };
}
