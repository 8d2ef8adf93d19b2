/** DeepHPM as a program of the GPU: one workgroup is one run, its rows' numbers lie in `work`. */
import type { NetworkPlan } from '../engine.ts';
import { layOutBaselineTile, predictKernel } from './baseline-kernel.ts';
import { backwardText } from './deephpm-backward.ts';
import { type DeephpmText, forwardText } from './deephpm-forward.ts';
import { layOutRegions, layOutDeephpm, widthsOf } from './deephpm-layout.ts';
import type { GpuProgram } from './gpu-program.ts';
import { stateSections } from './parameter-layout.ts';
import type { ProgramLimits } from './program-limits.ts';
import { preludeOf } from './wgsl-prelude.ts';

const tileRows = 32;

export function deephpmProgram(plan: NetworkPlan, limits: ProgramLimits): GpuProgram {
  const { choice } = plan;
  const physicsWeight = choice.algorithm === 'deephpm' ? choice.hyperparams.physics_weight : 0;
  const widths = widthsOf(plan);
  const { layout, u, g } = layOutDeephpm(plan, widths);
  const { threads } = limits;
  const regions = layOutRegions(widths, tileRows);
  const predicting = layOutBaselineTile(u, { threads, tileRows: 16 });
  const sumsGradients = limits.batchRows > tileRows;
  const text: DeephpmText = { widths, regions, u, g, rows: tileRows, threads, physicsWeight, sumsGradients };
  return {
    layout,
    stateQuads: stateSections(layout, sumsGradients).quads,
    workQuads: regions.quads,
    code: `${preludeOf(layout, sumsGradients)}
const workQuads = ${regions.quads}u;
var<workgroup> tile: array<vec4f, ${predicting.quads}>;
${trainKernel(text)}
${predictKernel(u, predicting)}`,
    stages: [{ entryPoint: 'train', groupsPerRun: 1 }],
    makesManySteps: true,
    rowsPerPrediction: predicting.tileRows,
    terms: [
      { name: 'data_loss', weight: 1 },
      { name: 'physics_f_loss', weight: physicsWeight },
      { name: 'physics_f_t_loss', weight: physicsWeight },
    ],
    workgroupBytes: 16 * predicting.quads,
    threads,
  };
}

const trainKernel = (text: DeephpmText): string => `
const tileRows = ${text.rows}u;
@compute @workgroup_size(${text.threads})
fn train(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  let run = runs[group.x];
  let base = run.state * stateQuads;
  let own = run.state * workQuads;
  let last = min(span.first + span.count, run.stepCount);
  for (var s = span.first; s < last; s++) {
    let step = steps[run.firstStep + s];
    var loss = vec4f();
    for (var first = 0u; first < step.rowCount; first += tileRows) {
      ${forwardText(text)}
      ${backwardText(text)}
      if (t == 0u) { for (var row = 0u; row < tileRows; row++) { loss += ${text.regions.squares('row', '0u')}; } }
      storageBarrier(); workgroupBarrier();
    }
    if (t == 0u) { results[s * span.runCount + group.x] = loss; }
  }
}`;
