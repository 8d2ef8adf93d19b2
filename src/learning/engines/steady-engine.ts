/**
 * An engine that outlives its device: it keeps the states of the runs as they were a few seconds ago and the batches since.
 * When a set is lost, the next engine gets those states, makes the steps again and does what was asked; whoever trains
 * notices nothing but the time. To the bit where the next engine rounds as the lost one did.
 */
import type { OptimiserStep } from '../optimizers/adam.ts';
import type { Engine, RunBatches, RunSet, TrainingState } from './engine.ts';

export interface SteadyOptions {
  /** A clock that never jumps. */
  readonly elapsedMs: () => number;
  /** What to go on with after so many losses; rejects where there is nothing. */
  readonly next: (losses: number, reason: string) => Promise<Engine>;
  /** How old the kept states may become: a loss costs at most so much training again. */
  readonly keepEveryMs?: number;
}

const everyFiveSeconds = 5000;

export function createSteadyEngine(first: Engine, options: SteadyOptions): Engine {
  const current = { engine: first, losses: 0 };
  return {
    name: first.name,
    device: first.device,
    whyNot: (plan) => current.engine.whyNot(plan),
    memoryBytes: (plan, rowsByRun) => current.engine.memoryBytes(plan, rowsByRun),
    open: async (plan, rowsByRun, pause) => {
      const reopen = (engine: Engine): Promise<RunSet> => engine.open(plan, rowsByRun, pause);
      const set = await reopen(current.engine);
      return createSteadyRunSet({ current, options, reopen, set, runCount: rowsByRun.length });
    },
  };
}

interface SteadyParts {
  /** Shared by all sets of the engine: they lose the same device. */
  readonly current: { engine: Engine; losses: number };
  readonly options: SteadyOptions;
  readonly reopen: (engine: Engine) => Promise<RunSet>;
  readonly set: RunSet;
  readonly runCount: number;
}

/** The set in use, and what it takes to have another one in the same condition. */
interface Kept {
  set: RunSet;
  engine: Engine;
  lostBecause: string | undefined;
  keptAtMs: number;
  readonly states: (TrainingState | undefined)[];
  readonly since: { readonly batches: readonly RunBatches[]; readonly step: OptimiserStep }[];
}

function createSteadyRunSet(parts: SteadyParts): RunSet {
  const kept: Kept = {
    set: parts.set,
    engine: parts.current.engine,
    lostBecause: undefined,
    keptAtMs: parts.options.elapsedMs(),
    states: Array.from({ length: parts.runCount }, () => undefined),
    since: [],
  };
  watch(kept);
  const steadily = <T>(work: (set: RunSet) => Promise<T>): Promise<T> => attempt(parts, kept, work);
  return {
    read: (run) => steadily((set) => set.read(run)),
    readWeights: (run) => steadily((set) => set.readWeights(run)),
    predict: (run, rowIndices) => steadily((set) => set.predict(run, rowIndices)),
    async write(run, state) {
      if (kept.since.length > 0) await keepStates(parts, kept);
      await steadily((set) => set.write(run, state));
      kept.states[run] = state;
    },
    async train(batches, step) {
      const losses = await steadily((set) => set.train(batches, step));
      kept.since.push({ batches, step });
      const { elapsedMs, keepEveryMs = everyFiveSeconds } = parts.options;
      if (elapsedMs() - kept.keptAtMs >= keepEveryMs) await keepStates(parts, kept);
      return losses;
    },
    // A loss is mended; what cannot be mended rejects the call that met it.
    lost: new Promise(() => undefined),
    close: () => kept.set.close(),
  };
}

function watch(kept: Kept): void {
  const { set } = kept;
  void set.lost.then((reason) => {
    if (kept.set === set) kept.lostBecause = reason;
  });
}

/** Does the work, on another engine where this one was lost before or meanwhile. */
async function attempt<T>(parts: SteadyParts, kept: Kept, work: (set: RunSet) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      if (kept.lostBecause !== undefined) await replace(parts, kept, kept.lostBecause);
      return await work(kept.set);
    } catch (error) {
      if (kept.lostBecause === undefined) throw error;
    }
  }
}

async function replace({ current, options, reopen }: SteadyParts, kept: Kept, reason: string): Promise<void> {
  if (current.engine === kept.engine) {
    // Until there is another one, a failure here is no loss to be mended again.
    kept.lostBecause = undefined;
    current.engine = await options.next((current.losses += 1), reason);
  }
  kept.engine = current.engine;
  kept.set = await reopen(kept.engine);
  kept.lostBecause = undefined;
  watch(kept);
  for (const [run, state] of kept.states.entries()) if (state) await kept.set.write(run, state);
  for (const { batches, step } of kept.since) await kept.set.train(batches, step);
}

async function keepStates(parts: SteadyParts, kept: Kept): Promise<void> {
  // All first: should the set be lost halfway, the states kept before and the batches since belong together.
  const fresh: (TrainingState | undefined)[] = [];
  for (const [run, state] of kept.states.entries()) {
    fresh.push(state && (await attempt(parts, kept, (set) => set.read(run))));
  }
  kept.states.splice(0, fresh.length, ...fresh);
  kept.since.length = 0;
  kept.keptAtMs = parts.options.elapsedMs();
}
