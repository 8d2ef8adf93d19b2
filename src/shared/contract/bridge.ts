/**
 * What the desktop's preload gives the page as `window.backend`, and the IPC channels under it. Types and names only:
 * the preload runs in the sandbox, where no package can be loaded.
 */
import type { ErrorEnvelope } from './errors.ts';
import type { StreamMessage } from './events.ts';

/** Three channels asked by the page, one on which main pushes. */
export const bridgeChannels = {
  /** invoke(operation, input) → BridgeResult */
  operation: 'cellwright:operation',
  /** invoke(ImportRequest) → BridgeResult; the preload alone speaks here, since it knows where a chosen file lies */
  importFile: 'cellwright:import-file',
  /** invoke(SubscribeRequest) → whether it was accepted */
  subscribe: 'cellwright:subscribe',
  /** main → page: EventBatch */
  events: 'cellwright:events',
} as const;

/** A result and never an exception: Electron drops everything of an error but its message. */
export type BridgeResult =
  | {
      readonly ok: true;
      /** Where `isJsonText`: its JSON in UTF-8 (Uint8Array), for the page to parse; main neither reads nor copies a value. */
      readonly output: unknown;
      readonly isJsonText?: true;
    }
  | ({ readonly ok: false } & ErrorEnvelope);

/** A file that the user chose or dropped, and what is asked of it: an operation that takes a file, with its other fields. */
export interface ImportRequest {
  readonly operation: string;
  readonly path: string;
  readonly filename: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `subscription` is a number that the page chooses; `after` null means from now on. */
export type SubscribeRequest =
  | { readonly action: 'start'; readonly subscription: number; readonly after: number | null }
  | { readonly action: 'stop'; readonly subscription: number };

/** Events in order, several at a time: a fast trainer must not cost the page a message for each line. */
export interface EventBatch {
  readonly subscription: number;
  readonly events: readonly StreamMessage[];
}

export interface Bridge {
  /**
   * Never rejects. Input and output are those of the table of operations; `download-model` asks the user where to save
   * the file and answers null, or where it lies now.
   */
  readonly call: (operation: string, input: unknown) => Promise<BridgeResult>;
  /** An operation that takes a file, with a File that was chosen or dropped: it is read from where it lies. Never rejects. */
  readonly importFile: (
    operation: string,
    file: unknown,
    fields: Readonly<Record<string, unknown>>,
  ) => Promise<BridgeResult>;
  /**
   * Events of all jobs: first what came after `afterSequence`, then live; each once, in order. Null: from now on. In
   * between, which collections changed.
   * Answers how to end it.
   */
  readonly subscribe: (
    afterSequence: number | null,
    listener: (message: StreamMessage) => void,
  ) => () => void;
}
