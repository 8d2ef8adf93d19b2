/** A backend small enough to read: one table of handlers that answer what a test needs, and a job feed it can drive. */
import { readFile } from 'node:fs/promises';
import type { JobFeed } from '../../src/main/api/backend-interface.ts';
import type { JobEvent, SequencedEvent } from '../../src/shared/contract/events.ts';
import type { TrainingJobDetail } from '../../src/shared/contract/job.ts';
import type { Handlers } from '../../src/shared/contract/operations.ts';
import { AppError, notFound } from '../../src/shared/domain/app-error.ts';
import type { Battery } from '../../src/shared/contract/battery.ts';

const createdAt = '2025-01-07T10:00:00Z';

export const exampleJob: TrainingJobDetail = {
  id: 1,
  status: 'queued',
  algorithm: 'bilstm',
  progress: 0,
  current_epoch: 0,
  total_epochs: 100,
  created_at: createdAt,
  started_at: null,
  finished_at: null,
  model_id: null,
  battery_ids: [1],
  hyperparams: {},
  model_name: null,
  held: false,
  resumed_epoch: 0,
  error_message: null,
  device: null,
  eta_seconds: null,
  current_loss: null,
  evaluation: null,
  cell_count: 1,
  best_val_loss: null,
  soh_error: null,
  soh_error_deviation: null,
  rul_error: null,
  rul_error_deviation: null,
  ridge_soh_error: null,
  priority: 0,
  extends_job_id: null,
  ended_by: null,
  duration_seconds: null,
  queue_position: 1,
  waiting_reason: 'starting',
};

export const exampleBattery: Battery = {
  id: 1,
  filename: 'cell.csv',
  name: 'cell',
  total_cycles: 3,
  nominal_capacity: 2,
  manufacturer: null,
  chemistry: null,
  temperature: null,
  created_at: createdAt,
  updated_at: createdAt,
  end_of_life: 0.8,
  end_of_life_cycle: null,
  capacity_from: 'all',
  simulated: false,
  features: [],
  dataset_hash: 'hash',
  notes: [],
  quality: null,
  tags: [],
  comment: null,
};

const notNeeded = (): never => {
  throw new Error('this test did not expect that call');
};

const meta = { page: 1, page_size: 20, total: 0, total_pages: 0 };

/** Job 1 exists, others do not; battery 1 is in use; what is imported echoes its file's content as a note. */
export const smallHandlers: Handlers = {
  'list-training-jobs': (input) => ({
    items: [exampleJob],
    meta: { ...meta, page: input.page, page_size: input.page_size, total: 1, total_pages: 1 },
  }),
  'create-training-job': (input) => ({ ...exampleJob, ...input }),
  'get-training-job': ({ job_id: id }) => {
    if (id !== 1) throw notFound('Training job', id);
    return exampleJob;
  },
  'stop-training-job': () => ({ ...exampleJob, status: 'stopped' }),
  'pause-training-job': () => ({ ...exampleJob, held: true }),
  'resume-training-job': () => exampleJob,
  'finish-training-job': () => exampleJob,
  'update-training-job': () => exampleJob,
  'batch-training-jobs': () => ({ done: 1, refused: [] }),
  'extend-training-job': () => exampleJob,
  'delete-training-job': () => null,
  'get-training-logs': () => ({ logs: [], meta }),
  'get-training-metrics': () => ({ train_loss: [Number.NaN], val_loss: [null], epochs: [1] }),
  'list-batteries': () => ({ items: [], meta }),
  'import-battery': async (input) => {
    const content = await readFile(input.file.path, 'utf8');
    if (content === 'not a table') {
      throw new AppError('INVALID_FILE_FORMAT', 'The file cannot be read', {
        details: [{ field: 'file', issue: 'expected columns, found words' }],
      });
    }
    return {
      ...exampleBattery,
      filename: input.file.filename,
      notes: [input.file.path, content.slice(0, 20)],
    };
  },
  'preview-import': notNeeded,
  'list-import-mappings': notNeeded,
  'save-import-mapping': notNeeded,
  'delete-import-mapping': notNeeded,
  'create-sample-batteries': () => ({ items: [exampleBattery] }),
  'get-battery': () => exampleBattery,
  'update-battery': (input) => ({ ...exampleBattery, name: input.name ?? 'unchanged' }),
  'update-batteries': notNeeded,
  'delete-battery': () => {
    throw new AppError('CONFLICT', 'Battery 1 is needed by training job 1');
  },
  'list-battery-cycles': () => ({ items: [], meta }),
  'list-models': () => {
    throw new TypeError('a secret detail of the inside');
  },
  'get-model': notNeeded,
  'rename-model': notNeeded,
  'delete-model': () => null,
  'download-model': () => ({
    path: import.meta.filename,
    filename: '../größe "1".safetensors',
    content_type: 'application/octet-stream',
  }),
  'evaluate-model': notNeeded,
  'list-model-evaluations': notNeeded,
  'get-model-evaluation': notNeeded,
  'compare-runs': notNeeded,
  'evaluate-models': notNeeded,
  'list-predictions': notNeeded,
  'create-prediction': notNeeded,
  'list-backups': notNeeded,
  'create-backup': notNeeded,
  'restore-backup': notNeeded,
  'get-health': () => ({
    status: 'ok',
    version: '0',
    uptime_seconds: 1,
    running_jobs: 0,
    queued_jobs: 0,
    problems: [],
    notices: [],
  }),
  'get-version': notNeeded,
  'get-settings': notNeeded,
  'update-settings': notNeeded,
};

export interface DrivenFeed extends JobFeed {
  /** Publishes to whoever listens to the event's job. */
  publish(event: JobEvent): void;
  readonly subscriberCount: () => number;
}

/** Knows job 1 until told otherwise; its state is the newest published one. */
export function createDrivenFeed(): DrivenFeed {
  const listeners = new Set<(event: SequencedEvent) => void>();
  let sequence = 0;
  let newest = jobMessage({});
  let last: JobEvent | undefined;
  return {
    currentState: (jobId) =>
      jobId === 1 ? { sequence, event: { ...everyKeyOf(newest), type: 'status' } } : undefined,
    lastMessage: () => last,
    subscribe: (_jobId, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish: (event) => {
      sequence += 1;
      newest = event;
      if (['complete', 'error', 'stopped'].includes(event.type)) last = event;
      for (const listener of [...listeners]) listener({ sequence, event });
    },
    subscriberCount: () => listeners.size,
  };
}

/** A `status` message of job 1, running, with the given changes. */
export function jobMessage(changes: Partial<Extract<JobEvent, { type: 'status' }>>): JobEvent {
  return { ...everyKeyOf({ ...exampleMessage, ...changes }), type: 'status' };
}

export function logMessage(epoch: number, message: string): JobEvent {
  return { ...everyKeyOf(exampleMessage), type: 'log', current_epoch: epoch, level: 'INFO', message };
}

const exampleMessage: Extract<JobEvent, { type: 'status' }> = {
  type: 'status',
  job_id: 1,
  status: 'running',
  progress: 0,
  current_epoch: 0,
  total_epochs: 100,
  timestamp: createdAt,
};

const everyKeyOf = ({ job_id, status, progress, current_epoch, total_epochs, timestamp }: JobEvent) => ({
  job_id,
  status,
  progress,
  current_epoch,
  total_epochs,
  timestamp,
});
