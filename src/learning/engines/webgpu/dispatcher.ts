/** Encodes dispatches over the buffers of a run set: steps of training, or one prediction. */
import { type GpuBuffer, type GpuCommandEncoder, type GpuDevice, bufferUsage } from './gpu-device.ts';
import type { GpuProgram } from './gpu-program.ts';
import type { Pipelines } from './pipelines.ts';
import { bindings } from './wgsl-prelude.ts';

/** Dynamic offsets of uniforms are multiples of this on every device. */
const slotBytes = 256;
const spanBytes = 16;
/** The most steps of a stepwise program in one submission: as many spans there are. */
export const mostSpans = 256;
const mostGroups = 65_535;

type BufferName = Exclude<keyof typeof bindings, 'span'>;
export type BoundBuffers = Readonly<Record<BufferName, GpuBuffer>>;

export interface Dispatcher {
  /** `count` steps of `runCount` runs. */
  encodeSteps(buffers: BoundBuffers, count: number, runCount: number): GpuCommandEncoder;
  encodePrediction(buffers: BoundBuffers, run: number, rowCount: number): GpuCommandEncoder;
  close(): void;
}

export function createDispatcher(device: GpuDevice, program: GpuProgram, pipelines: Pipelines): Dispatcher {
  const usage = bufferUsage.uniform | bufferUsage.copyTo;
  const spans = device.createBuffer({ size: mostSpans * slotBytes, usage });
  const groups = new WeakMap<BoundBuffers, object>();
  const groupOf = (buffers: BoundBuffers): object => {
    const known = groups.get(buffers) ?? bind(device, pipelines, buffers, spans);
    groups.set(buffers, known);
    return known;
  };
  return {
    encodeSteps(buffers, count, runCount) {
      const slots = program.makesManySteps ? 1 : count;
      const stepsEach = program.makesManySteps ? count : 1;
      writeSpans(device, spans, slots, (slot) => [slot, stepsEach, 0, runCount]);
      return encode(device, (pass) => {
        for (let slot = 0; slot < slots; slot++) {
          pass.setBindGroup(0, groupOf(buffers), [slot * slotBytes]);
          program.stages.forEach(({ groupsPerRun }, stage) => {
            const pipeline = pipelines.stages[stage];
            if (pipeline) pass.setPipeline(pipeline);
            pass.dispatchWorkgroups(runCount, groupsPerRun);
          });
        }
      });
    },
    encodePrediction(buffers, run, rowCount) {
      writeSpans(device, spans, 1, () => [0, rowCount, run, 1]);
      const count = Math.ceil(rowCount / program.rowsPerPrediction);
      return encode(device, (pass) => {
        pass.setPipeline(pipelines.predict);
        pass.setBindGroup(0, groupOf(buffers), [0]);
        pass.dispatchWorkgroups(Math.min(count, mostGroups), Math.ceil(count / mostGroups));
      });
    },
    close: () => spans.destroy(),
  };
}

function bind(
  device: GpuDevice,
  { groupLayout }: Pipelines,
  buffers: BoundBuffers,
  spans: GpuBuffer,
): object {
  const entries = Object.entries(buffers).map(([name, buffer]) => ({
    binding: bindings[name as BufferName],
    resource: { buffer },
  }));
  const span = { binding: bindings.span, resource: { buffer: spans, offset: 0, size: spanBytes } };
  return device.createBindGroup({ layout: groupLayout, entries: [span, ...entries] });
}

function writeSpans(
  device: GpuDevice,
  spans: GpuBuffer,
  count: number,
  wordsOf: (slot: number) => readonly number[],
): void {
  const words = new Uint32Array((count * slotBytes) / 4);
  for (let slot = 0; slot < count; slot++) words.set(wordsOf(slot), (slot * slotBytes) / 4);
  device.queue.writeBuffer(spans, 0, words);
}

function encode(
  device: GpuDevice,
  commands: (pass: ReturnType<GpuCommandEncoder['beginComputePass']>) => void,
): GpuCommandEncoder {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  commands(pass);
  pass.end();
  return encoder;
}
