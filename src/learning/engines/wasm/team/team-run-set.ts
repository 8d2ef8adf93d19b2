/**
 * A run set whose runs are trained side by side, each by one thread at a time: a run's numbers depend on its own batches
 * alone, so that they are the same, to the bit, whichever thread makes a step.
 */
import type { OptimiserStep } from '../../../optimizers/adam.ts';
import { createDirectRunSet } from '../../direct-run-set.ts';
import type { BatchLoss, RunBatches, RunSet } from '../../engine.ts';
import type { WasmNetwork } from '../wasm-network.ts';
import { packBatches } from './pack-batches.ts';
import { shareLanes } from './share-lanes.ts';
import type { Teammate } from './team-work.ts';

type Losses = readonly BatchLoss[];

export interface TeamParts {
  readonly networks: readonly WasmNetwork[];
  /** The other threads; once the set is closed this one does everything, as it does where there is no other. */
  readonly team: readonly Teammate[];
  /** How many threads may be at work, asked at every call. */
  readonly threadsNow: () => number;
  /** Whether the networks that have a thread of their own to help them make use of it. */
  readonly setHelp: (isWanted: boolean) => void;
  readonly close: () => void;
}

export function createTeamRunSet({ networks, team, threadsNow, setHelp, close }: TeamParts): RunSet {
  let others = team;
  /** For so many runs side by side. */
  const workingOn = (runs: number, allowed: number): number =>
    Math.min(others.length + 1, runs, Math.max(1, allowed));
  const here = createDirectRunSet(networks, () => {
    others.forEach((mate) => mate.dismiss());
    others = [];
    close();
  });
  const nextTurn = turns(() => workingOn(networks.length, threadsNow()));
  return {
    ...here,
    predictionsAtOnce: team.length + 1,
    async train(lanes, step) {
      const allowed = threadsNow();
      const working = workingOn(lanes.length, allowed);
      // Here and not in predictions, of which one may be under way when the next is asked for.
      setHelp(allowed >= 2 * working);
      const [own = [], ...shares] = shareLanes(lanes, working);
      const elsewhere = shares.map((share, at) =>
        trainElsewhere(networks, others[at], pick(lanes, share), step),
      );
      const losses = await Promise.all([here.train(pick(lanes, own), step), ...elsewhere]);
      return inOrder([own, ...shares], losses);
    },
    async predict(run, rowIndices) {
      const mate = others[nextTurn() - 1];
      // Those asked of other threads are on their way before this one sets to work.
      await Promise.resolve();
      if (!mate) return here.predict(run, rowIndices);
      const [values] = await mate.ask({ type: 'predict', run, rowIndices: rowIndices.slice() });
      return values ?? new Float64Array();
    },
  };
}

/** 0 is this thread. */
function turns(count: () => number): () => number {
  let turn = 0;
  return () => (turn = (turn + 1) % count());
}

const pick = (lanes: readonly RunBatches[], share: readonly number[]): readonly RunBatches[] =>
  share.flatMap((index) => lanes[index] ?? []);

async function trainElsewhere(
  networks: readonly WasmNetwork[],
  mate: Teammate | undefined,
  lanes: readonly RunBatches[],
  step: OptimiserStep,
): Promise<readonly Losses[]> {
  if (!mate || lanes.length === 0) return [];
  const terms = await mate.ask({ type: 'train', lanes: lanes.map(packBatches), step });
  return lanes.map(({ run }, at) => networks[run]?.takeUp(terms[at] ?? new Float64Array()) ?? []);
}

/** From shares back to the order of the lanes. */
function inOrder(
  shares: readonly (readonly number[])[],
  losses: readonly (readonly Losses[])[],
): readonly Losses[] {
  const ordered: Losses[] = [];
  for (const [thread, share] of shares.entries()) {
    for (const [at, lane] of share.entries()) ordered[lane] = losses[thread]?.[at] ?? [];
  }
  return ordered;
}
