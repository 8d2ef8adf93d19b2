/** The compiled kernels of a program, with the one bind group layout that all of them share. */
import { type GpuDevice, type GpuPipeline, computeStage } from './gpu-device.ts';
import type { GpuProgram } from './gpu-program.ts';
import { bindings, readOnlyBindings } from './wgsl-prelude.ts';

export interface Pipelines {
  readonly groupLayout: object;
  /** In the order of the program's stages. */
  readonly stages: readonly GpuPipeline[];
  readonly predict: GpuPipeline;
}

/** Rejects with the driver's words where a kernel does not compile. */
export async function compilePipelines(device: GpuDevice, program: GpuProgram): Promise<Pipelines> {
  const groupLayout = device.createBindGroupLayout({ entries: Object.values(bindings).map(layoutEntry) });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [groupLayout] });
  const module = device.createShaderModule({ code: program.code });
  const compile = (entryPoint: string): Promise<GpuPipeline> =>
    device.createComputePipelineAsync({ layout, compute: { module, entryPoint } });
  const [predict, ...stages] = await Promise.all([
    compile('predict'),
    ...program.stages.map(({ entryPoint }) => compile(entryPoint)),
  ]);
  return { groupLayout, stages, predict };
}

const layoutEntry = (binding: number): object => ({
  binding,
  visibility: computeStage,
  buffer:
    binding === bindings.span
      ? { type: 'uniform', hasDynamicOffset: true }
      : { type: readOnlyBindings.includes(binding) ? 'read-only-storage' : 'storage' },
});
