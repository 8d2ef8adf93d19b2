/**
 * All that the interface asks of the backend. Two implementations: over HTTP and WebSocket (in a browser), over IPC (on
 * the desktop). Nothing outside `client` knows which one it talks to.
 */
import type { z } from 'zod';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { Collection, SequencedEvent } from '../../../shared/contract/events.ts';
import type { ImportPreview } from '../../../shared/contract/import-preview.ts';
import type { OperationName, operations, OutputOf } from '../../../shared/contract/operations.ts';

/** What a caller may leave out, the operation's schema fills in. */
export type AskOf<Name extends OperationName> = z.input<(typeof operations)[Name]['input']>;

/** Labels sent along with a data file; what is missing is read from the file or assumed. */
export interface UploadFields {
  readonly manufacturer?: string;
  readonly chemistry?: string;
  /** Ah, as typed. */
  readonly nominal_capacity?: string;
  readonly end_of_life?: string;
  /** Degrees Celsius, as typed. */
  readonly temperature?: string;
  readonly name?: string;
  /** JSON of an import mapping. */
  readonly mapping?: string;
  /** Repairs that shall not be made, separated by commas. */
  readonly skip_repairs?: string;
}

/** In which form a model's file is wanted. */
export type ModelFormat = NonNullable<AskOf<'download-model'>['format']>;

export interface EventListener {
  /** One thing that happened to a job. In order, each exactly once. */
  readonly onEvent: (event: SequencedEvent) => void;
  /** Something else changed, by whomever: worth asking for again. */
  readonly onChanged: (collection: Collection) => void;
  /** The stream is open; after a break what was missed follows now. */
  readonly onConnected: () => void;
  /** The stream broke; another attempt starts after `retryInMs`. */
  readonly onDisconnected: (retryInMs: number) => void;
}

export interface EventSubscription {
  readonly unsubscribe: () => void;
  /** Does not wait for the next attempt. */
  readonly reconnectNow: () => void;
}

export interface Client {
  /** Where scripts reach the same API, e.g. http://localhost:8000/api/v1 */
  readonly apiUrl: string;
  /** Throws ClientError. */
  readonly call: <Name extends OperationName>(operation: Name, input: AskOf<Name>) => Promise<OutputOf<Name>>;
  /** Imports one data file and answers the cells it held. Throws ClientError. */
  readonly upload: (file: File, fields: UploadFields) => Promise<readonly Battery[]>;
  /** What importing the file would make; nothing is stored. Throws ClientError. */
  readonly preview: (file: File, fields: UploadFields) => Promise<ImportPreview>;
  /** Hands the model's file to the user. Throws ClientError. */
  readonly saveModel: (modelId: number, format: ModelFormat) => Promise<void>;
  /** From now on says this access token with every call; only where the program asks for one. */
  readonly identify: (token: string) => void;
  /** All events of all jobs after `afterSequence`; null: from now on. */
  readonly subscribe: (afterSequence: number | null, listener: EventListener) => EventSubscription;
}
