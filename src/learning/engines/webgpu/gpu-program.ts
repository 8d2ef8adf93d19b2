/** An algorithm as the GPU runs it: the layout of its numbers, its WGSL and which kernels make a step. */
import type { ParameterLayout } from './parameter-layout.ts';

interface GpuStage {
  readonly entryPoint: string;
  /** Workgroups of one run: the grid is [runs, groupsPerRun]. */
  readonly groupsPerRun: number;
}

export interface GpuProgram {
  readonly layout: ParameterLayout;
  /** Quads of one run in `state` and in `work`. */
  readonly stateQuads: number;
  readonly workQuads: number;
  readonly code: string;
  /** In this order they make one step; a single stage makes as many steps in one dispatch as it is told. */
  readonly stages: readonly GpuStage[];
  readonly makesManySteps: boolean;
  /** Rows that a workgroup of `predict` answers. */
  readonly rowsPerPrediction: number;
  /** What the x, y, z … of a step's result mean, and their weight in the total. */
  readonly terms: readonly { readonly name: string; readonly weight: number }[];
  /** Workgroup memory and threads, to be compared with the device's limits. */
  readonly workgroupBytes: number;
  readonly threads: number;
}
