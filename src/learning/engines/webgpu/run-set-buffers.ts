/** All that a run set has on the device besides the rows: states, working memory, and what calls bring and fetch. */
import type { BoundBuffers } from './dispatcher.ts';
import type { GpuBuffer, GpuDevice } from './gpu-device.ts';
import { growingBuffer, quadBytes, storageBuffer } from './gpu-memory.ts';
import type { GpuProgram } from './gpu-program.ts';
import type { RowData } from './row-data.ts';
import type { StepRecords } from './step-records.ts';

export interface RunSetBuffers {
  readonly state: GpuBuffer;
  /** Writes the records where the kernels read them, with room for so many losses. */
  readonly forTraining: (records: StepRecords, lossCount: number) => BoundBuffers;
  /** The same for the rows of a prediction. */
  forPrediction(order: Uint32Array<ArrayBuffer>): BoundBuffers;
  close(): void;
}

export function createRunSetBuffers(device: GpuDevice, program: GpuProgram, data: RowData): RunSetBuffers {
  const runCount = data.byRun.length;
  const state = storageBuffer(device, runCount * program.stateQuads * quadBytes);
  const work = storageBuffer(device, runCount * program.workQuads * quadBytes);
  const fixed = { inputs: data.inputs, labels: data.labels, state, work };
  const training = growingGroup(device, fixed);
  const predicting = growingGroup(device, fixed);
  const nothing = new Uint32Array();
  return {
    state,
    forTraining: ({ order, steps, runs }, lossCount) =>
      training.write({ order, steps, runs }, lossCount * quadBytes),
    forPrediction: (order) =>
      predicting.write({ order, steps: nothing, runs: nothing }, order.length * quadBytes),
    close() {
      training.close();
      predicting.close();
      Object.values(fixed).forEach((buffer) => buffer.destroy());
    },
  };
}

type Brought = Readonly<Record<'order' | 'steps' | 'runs', Uint32Array<ArrayBuffer>>>;

/** Buffers of one kind of call; the same object as long as none of them had to grow, so that bind groups can be kept. */
function growingGroup(device: GpuDevice, fixed: Omit<BoundBuffers, keyof Brought | 'results'>) {
  const order = growingBuffer(device);
  const steps = growingBuffer(device);
  const runs = growingBuffer(device);
  const results = growingBuffer(device);
  let bound: BoundBuffers | undefined;
  return {
    write(brought: Brought, resultBytes: number): BoundBuffers {
      const grew = [
        order.hold(brought.order.byteLength),
        steps.hold(brought.steps.byteLength),
        runs.hold(brought.runs.byteLength),
        results.hold(resultBytes),
      ];
      if (bound === undefined || grew.includes(true)) {
        bound = {
          ...fixed,
          order: order.buffer,
          steps: steps.buffer,
          runs: runs.buffer,
          results: results.buffer,
        };
      }
      device.queue.writeBuffer(bound.order, 0, brought.order);
      device.queue.writeBuffer(bound.steps, 0, brought.steps);
      device.queue.writeBuffer(bound.runs, 0, brought.runs);
      return bound;
    },
    close: () => [order, steps, runs, results].forEach((buffer) => buffer.close()),
  };
}
