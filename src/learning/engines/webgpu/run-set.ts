/** Runs of one shape on the GPU: their states and rows lie there; batches, losses and predictions pass through. */
import type { OptimiserStep } from '../../optimizers/adam.ts';
import type { NetworkPlan, RunBatches, RunSet, TrainingState } from '../engine.ts';
import type { DeviceWatch } from './device-loss.ts';
import { type Dispatcher, createDispatcher, mostSpans } from './dispatcher.ts';
import type { GpuDevice } from './gpu-device.ts';
import { type ReadBack, createReadBack, quadBytes } from './gpu-memory.ts';
import type { GpuProgram } from './gpu-program.ts';
import { type Pace, createPace } from './pace.ts';
import type { Pipelines } from './pipelines.ts';
import type { RowData, RunRows } from './row-data.ts';
import { type RunSetBuffers, createRunSetBuffers } from './run-set-buffers.ts';
import { packState, unpackSection } from './run-state.ts';
import { writeRows } from './step-records.ts';
import { runSteps } from './train-call.ts';

export interface RunSetParts {
  readonly device: GpuDevice;
  readonly watch: DeviceWatch;
  readonly plan: NetworkPlan;
  readonly program: GpuProgram;
  readonly pipelines: Pipelines;
  readonly data: RowData;
  readonly now: () => number;
  readonly budgetMs: number;
}

interface OpenRuns extends RunSetParts {
  readonly buffers: RunSetBuffers;
  readonly dispatcher: Dispatcher;
  readonly readBack: ReadBack;
  readonly pace: Pace;
  /** Optimiser steps of each run. */
  readonly stepsMade: number[];
}

/** Rows of one prediction dispatch: far below the budget on a GPU. */
const mostPredictedRows = 8192;
const mostSteps = 65_536;

export function createRunSet(parts: RunSetParts): RunSet {
  const { device, watch, program, pipelines, data, budgetMs } = parts;
  const open: OpenRuns = {
    ...parts,
    buffers: createRunSetBuffers(device, program, data),
    dispatcher: createDispatcher(device, program, pipelines),
    readBack: createReadBack(device),
    pace: createPace(budgetMs, program.makesManySteps ? mostSteps : mostSpans),
    stepsMade: data.byRun.map(() => 0),
  };
  const { whileThere } = watch;
  return {
    lost: watch.lost,
    read: (run) => whileThere(() => readState(open, run)),
    readWeights: (run) =>
      whileThere(async () => unpackSection(program.layout, await readSections(open, run, 1), 0)),
    write: (run, state) => whileThere(() => writeState(open, run, state)),
    train: (batches, step) => whileThere(() => train(open, batches, step)),
    predict: (run, rowIndices) => whileThere(() => predict(open, run, rowIndices)),
    close() {
      [open.buffers, open.dispatcher, open.readBack].forEach((part) => part.close());
      return Promise.resolve();
    },
  };
}

function rowsOf({ data }: OpenRuns, run: number): RunRows {
  const rows = data.byRun[run];
  if (rows) return rows;
  throw new RangeError(`There is no run ${run} in this set of ${data.byRun.length}.`);
}

const stateAt = ({ program }: OpenRuns, run: number): number => run * program.stateQuads * quadBytes;

async function readState(open: OpenRuns, run: number): Promise<TrainingState> {
  const { layout } = open.program;
  const floats = await readSections(open, run, 3);
  return {
    weights: unpackSection(layout, floats, 0),
    firstMoments: unpackSection(layout, floats, 1),
    secondMoments: unpackSection(layout, floats, 2),
    step: open.stepsMade[run] ?? 0,
  };
}

/** The weights, and after them the moments where 3 sections are asked for. */
async function readSections(open: OpenRuns, run: number, sections: number): Promise<Float32Array> {
  rowsOf(open, run);
  const bytes = sections * open.program.layout.weightQuads * quadBytes;
  const encoder = open.device.createCommandEncoder();
  return open.readBack.read(encoder, { source: open.buffers.state, offset: stateAt(open, run), bytes });
}

async function writeState(open: OpenRuns, run: number, state: TrainingState): Promise<void> {
  rowsOf(open, run);
  const floats = packState(open.program.layout, state);
  open.device.queue.writeBuffer(open.buffers.state, stateAt(open, run), floats);
  open.stepsMade[run] = state.step;
  return Promise.resolve();
}

async function train(open: OpenRuns, batches: readonly RunBatches[], step: OptimiserStep) {
  const lanes = batches.map(({ run, batches: own }) => ({
    run,
    rows: rowsOf(open, run),
    batches: own,
    stepsBefore: open.stepsMade[run] ?? 0,
  }));
  const losses = await runSteps({ ...open, upload: open.buffers.forTraining }, lanes, step);
  for (const { run, batches: own, stepsBefore } of lanes) open.stepsMade[run] = stepsBefore + own.length;
  return losses;
}

async function predict(open: OpenRuns, run: number, rowIndices: Int32Array): Promise<Float64Array> {
  const width = open.plan.outputWidth;
  const predictions = new Float64Array(rowIndices.length * width);
  for (let first = 0; first < rowIndices.length; first += mostPredictedRows) {
    const chunk = rowIndices.subarray(first, first + mostPredictedRows);
    const order = new Uint32Array(chunk.length);
    writeRows(order, 0, rowsOf(open, run), chunk);
    const buffers = open.buffers.forPrediction(order);
    const encoder = open.dispatcher.encodePrediction(buffers, run, chunk.length);
    const source = { source: buffers.results, offset: 0, bytes: chunk.length * quadBytes };
    const quads = await open.readBack.read(encoder, source);
    for (let at = 0; at < chunk.length * width; at++) {
      predictions[first * width + at] = quads[4 * Math.floor(at / width) + (at % width)] ?? Number.NaN;
    }
  }
  return predictions;
}
