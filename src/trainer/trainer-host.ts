/** What a trainer needs from the place it runs in; its core knows neither Node nor Electron. */
import type { EngineHost } from '../learning/engines/engine-source.ts';
import type { TrainerMessage } from '../shared/contract/trainer-messages.ts';

export interface TrainerHost extends EngineHost {
  /** Text of `spec.json`. */
  readonly readSpec: () => Promise<string>;
  /** Bytes of `arrays/<dataset_hash>.safetensors`; rejects when the file is not there or not the one of that hash. */
  readonly readArrays: (datasetHash: string) => Promise<Uint8Array>;
  /** Takes the room that a model of so many bytes needs, so that it is there when it is written. */
  readonly reserveModel: (byteCount: number) => Promise<void>;
  /** Writes the model as a whole or not at all; answers its name inside the job folder. */
  readonly writeModel: (bytes: Uint8Array) => Promise<string>;
  /** Undefined where there is none; rejects where it cannot be read. */
  readonly readCheckpoint: (which: 'newest' | 'older') => Promise<Uint8Array | undefined>;
  /** Writes it as a whole or not at all; it becomes the newest, what was the newest becomes the older one. */
  readonly writeCheckpoint: (bytes: Uint8Array) => Promise<void>;
  readonly post: (message: TrainerMessage) => void;
  /** Aborted once the parent asks to stop. */
  readonly stopSignal: AbortSignal;
  /** Aborted once the parent asks to pause or the system asks the process to end: when its work is saved, it ends. */
  readonly pauseSignal: AbortSignal;
  /** The epoch after which the parent wants it to end with what it has come to; infinite while it does not. */
  readonly finishAfter: () => number;
  /** UTC, ISO 8601. */
  readonly timestamp: () => string;
  /** A clock that never jumps; its zero means nothing. */
  readonly elapsedMs: () => number;
  /** Lets time pass without work. */
  readonly rest: (ms: number) => Promise<void>;
  /** Lets waiting messages and signals arrive. */
  readonly yieldToEvents: () => Promise<void>;
}
