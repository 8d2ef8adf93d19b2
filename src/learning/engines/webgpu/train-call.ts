/**
 * One call of `train`, cut into dispatches of about the budget: two are in flight, so that the GPU has work while the CPU
 * packs the next batches and unpacks the losses that came back.
 */
import type { OptimiserStep } from '../../optimizers/adam.ts';
import type { BatchLoss } from '../engine.ts';
import type { BoundBuffers, Dispatcher } from './dispatcher.ts';
import { type ReadBack, quadBytes } from './gpu-memory.ts';
import type { GpuProgram } from './gpu-program.ts';
import type { Pace } from './pace.ts';
import { type Lane, type StepRecords, recordSteps } from './step-records.ts';

export interface TrainCall {
  readonly program: GpuProgram;
  readonly dispatcher: Dispatcher;
  readonly readBack: ReadBack;
  readonly pace: Pace;
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Writes the records where the kernels read them, with room for so many losses. */
  readonly upload: (records: StepRecords, lossCount: number) => BoundBuffers;
}

const mostInFlight = 2;
/** Batches of all runs in one dispatch: what the CPU packs ahead stays small. */
const mostBatches = 65_536;

/** Losses in the order of the lanes and of their batches, each before its step. */
export async function runSteps(
  call: TrainCall,
  lanes: readonly Lane[],
  step: OptimiserStep,
): Promise<readonly (readonly BatchLoss[])[]> {
  const losses = new Map<number, BatchLoss[]>(lanes.map((_, index) => [index, []]));
  const longest = lanes.reduce((most, { batches }) => Math.max(most, batches.length), 0);
  const inFlight: Promise<void>[] = [];
  let lastEnd = 0;
  const submit = async (first: number, count: number): Promise<void> => {
    const start = call.now();
    const { records, sources, lossCount } = packDispatch(lanes, first, count, step);
    const buffers = call.upload(records, lossCount);
    const encoder = call.dispatcher.encodeSteps(buffers, count, sources.length);
    const floats = await call.readBack.read(encoder, {
      source: buffers.results,
      offset: 0,
      bytes: lossCount * quadBytes,
    });
    const end = call.now();
    call.pace.learn(count, end - Math.max(start, lastEnd));
    lastEnd = end;
    takeLosses(call.program, floats, sources, losses);
  };
  for (let first = 0; first < longest;) {
    if (inFlight.length === mostInFlight) await inFlight.shift();
    const most = Math.max(1, Math.floor(mostBatches / lanes.length));
    const count = Math.min(call.pace.steps, most, longest - first);
    inFlight.push(submit(first, count));
    first += count;
  }
  await Promise.all(inFlight);
  return [...losses.values()];
}

/** Where a run's losses go, and how many this dispatch brings. */
interface LossSource {
  readonly lane: number;
  readonly count: number;
}

/** Batches first … first + count - 1 of the runs that have so many. */
function packDispatch(lanes: readonly Lane[], first: number, count: number, step: OptimiserStep) {
  const parts = lanes.map((lane) => ({
    ...lane,
    batches: lane.batches.slice(first, first + count),
    stepsBefore: lane.stepsBefore + first,
  }));
  const sources = parts.flatMap(({ batches }, lane): LossSource[] =>
    batches.length === 0 ? [] : [{ lane, count: batches.length }],
  );
  const records = recordSteps(
    parts.filter(({ batches }) => batches.length > 0),
    step,
  );
  return { records, sources, lossCount: count * sources.length };
}

/** Losses come step by step, in each step side by side. */
function takeLosses(
  { terms }: GpuProgram,
  floats: Float32Array,
  sources: readonly LossSource[],
  losses: ReadonlyMap<number, BatchLoss[]>,
): void {
  sources.forEach(({ lane, count }, source) => {
    const own = losses.get(lane);
    for (let step = 0; step < count; step++) {
      const at = 4 * (step * sources.length + source);
      const named: Record<string, number> = {};
      let total = 0;
      for (let term = 0; term < terms.length; term++) {
        const value = floats[at + term] ?? Number.NaN;
        named[terms[term]?.name ?? ''] = value;
        total += (terms[term]?.weight ?? 0) * value;
      }
      own?.push({ total, terms: named });
    }
  });
}
