/**
 * What the threads of a team say to each other. Each has its own instance of the kernels in the one memory of the run set, so
 * that any of them can train any run; only rows and losses pass between them. Everything here can be sent to a thread.
 */
import type { OptimiserStep } from '../../../optimizers/adam.ts';
import type { NetworkPlan } from '../../engine.ts';
import type { WebAssemblyMemory, WebAssemblyModule } from '../web-assembly.ts';

/** What a thread is started with; from it follows where everything lies. */
export interface TeamWork {
  readonly module: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
  readonly plan: NetworkPlan;
  /** Of each table of rows. */
  readonly rowCounts: readonly number[];
  /** Index of the table that each run reads. */
  readonly tableOfRun: readonly number[];
}

/** Batches of one run, one behind the other: a view of an array would take the whole array with it. */
export interface PackedBatches {
  readonly run: number;
  readonly rowIndices: Int32Array;
  /** Rows of each batch. */
  readonly sizes: Int32Array;
}

export type TeamCall =
  | { readonly type: 'train'; readonly lanes: readonly PackedBatches[]; readonly step: OptimiserStep }
  | { readonly type: 'predict'; readonly run: number; readonly rowIndices: Int32Array };

/** Terms of the losses of each lane, or one array of predictions; or what went wrong, in words. */
export type TeamAnswer = { readonly values: readonly Float64Array[] } | { readonly error: string };

/** Another thread, which does one call after another, in their order. */
export interface Teammate {
  /** Rejects with what went wrong there, in words; for ever once the thread is gone. */
  ask(call: TeamCall): Promise<readonly Float64Array[]>;
  dismiss(): void;
}

/** Resolves to null where the host cannot start one. */
export type StartTeammate = (work: TeamWork) => Promise<Teammate | null>;
