/** What the threads of a run set do. */
import type { NetworkLayout } from './network-layout.ts';
import type { StartThread } from './serve-thread.ts';
import type { StartTeammate } from './team/team-work.ts';

export interface ThreadOptions {
  /** The most threads of one run set: runs are shared among them; those left over take a direction of a BiLSTM each. */
  readonly threads: number;
  /** How many of them may be at work now; all where not given. */
  readonly threadsNow?: () => number;
  /** Starts the thread that helps one network; without it none has help. */
  readonly startThread?: StartThread;
  /** Starts a thread that trains runs of its own; without it one run follows another. */
  readonly startTeammate?: StartTeammate;
}

export interface ThreadsByUse {
  /** Threads besides the first that train runs of their own. */
  readonly teammates: number;
  /** The networks that have the help of a thread of their own: none, or all that it pays for. */
  readonly helped: readonly NetworkLayout[];
}

/** Runs first, since they share nothing; a network is split only where threads are left for all that train at once. */
export function threadsByUse(
  { threads, startThread, startTeammate }: ThreadOptions,
  networks: readonly NetworkLayout[],
): ThreadsByUse {
  const working = startTeammate ? Math.max(1, Math.min(threads, networks.length)) : 1;
  const mayHelp = startThread !== undefined && threads >= 2 * working;
  return {
    teammates: working - 1,
    helped: mayHelp ? networks.filter(({ helper }) => helper !== undefined) : [],
  };
}
