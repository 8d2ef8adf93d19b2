/**
 * The table of operations: the one place where a name, its input, its output and its HTTP form stand together. The
 * HTTP routes, the dispatcher's validation, the client and openapi.json all come from here.
 */
import type { z } from 'zod';
import { backupOperations } from './backup-operations.ts';
import * as battery from './battery.ts';
import type { ErrorDetail } from './errors.ts';
import * as job from './job.ts';
import * as model from './model.ts';
import type { Operation } from './operation.ts';
import { modelEvaluationOperations, predictionOperations } from './prediction-operations.ts';
import type { StoredAnswer } from './stored-answer.ts';
import * as system from './system.ts';

export type { Operation } from './operation.ts';

export const operations = {
  'list-training-jobs': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs',
    tag: 'Training jobs',
    status: 200,
    summary: 'List training jobs, newest first',
    input: job.listTrainingJobsSchema,
    output: job.trainingJobListSchema,
  },
  'create-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs',
    tag: 'Training jobs',
    status: 201,
    summary: 'Start a training job: it joins the queue',
    input: job.createTrainingJobSchema,
    output: job.trainingJobDetailSchema,
  },
  'get-training-job': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}',
    tag: 'Training jobs',
    status: 200,
    summary: 'Status and progress of one job',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
  },
  'stop-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/stop',
    tag: 'Training jobs',
    status: 200,
    summary: 'Stop a job; answered when its process has really ended',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
  },
  'delete-training-job': {
    kind: 'command',
    changes: ['jobs'],
    method: 'DELETE',
    path: '/training-jobs/{job_id}',
    tag: 'Training jobs',
    status: 204,
    summary: 'Delete a finished job with its logs and metrics; its model stays',
    input: job.jobIdSchema,
    output: null,
  },
  'get-training-logs': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}/logs',
    tag: 'Training jobs',
    status: 200,
    summary: 'Log lines of a job, oldest first',
    input: job.getTrainingLogsSchema,
    output: job.trainingLogsSchema,
  },
  'get-training-metrics': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}/metrics',
    tag: 'Training jobs',
    status: 200,
    summary: 'Loss curves of a job: equally long arrays',
    input: job.jobIdSchema,
    output: job.trainingMetricsSchema,
    transfer: 'slices',
  },
  'list-batteries': {
    kind: 'query',
    method: 'GET',
    path: '/batteries',
    tag: 'Batteries',
    status: 200,
    summary: 'List batteries, newest first',
    input: battery.listBatteriesSchema,
    output: battery.batteryListSchema,
  },
  'import-battery': {
    kind: 'command',
    changes: ['batteries'],
    method: 'POST',
    path: '/batteries',
    tag: 'Batteries',
    status: 201,
    summary: 'Import a data file; one file may hold several cells',
    input: battery.importBatterySchema,
    output: battery.batterySchema.or(battery.batteryItemsSchema),
    transfer: 'multipart',
  },
  'create-sample-batteries': {
    kind: 'command',
    changes: ['batteries'],
    method: 'POST',
    path: '/batteries/samples',
    tag: 'Batteries',
    status: 201,
    summary: 'Add the built-in simulated sample cells',
    input: system.nothingSchema,
    output: battery.batteryItemsSchema,
  },
  'get-battery': {
    kind: 'query',
    method: 'GET',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 200,
    summary: 'One battery',
    input: battery.batteryIdSchema,
    output: battery.batterySchema,
  },
  'update-battery': {
    kind: 'command',
    changes: ['batteries'],
    method: 'PATCH',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 200,
    summary: 'Change a battery’s facts; capacity and end of life recompute SoH and RUL',
    input: battery.updateBatterySchema,
    output: battery.batterySchema,
  },
  'delete-battery': {
    kind: 'command',
    changes: ['batteries'],
    method: 'DELETE',
    path: '/batteries/{battery_id}',
    tag: 'Batteries',
    status: 204,
    summary: 'Delete a battery that no queued or running job needs',
    input: battery.batteryIdSchema,
    output: null,
  },
  'list-battery-cycles': {
    kind: 'query',
    method: 'GET',
    path: '/batteries/{battery_id}/cycles',
    tag: 'Batteries',
    status: 200,
    summary: 'Cycles of a battery, in the order they were run',
    input: battery.listBatteryCyclesSchema,
    output: battery.batteryCycleListSchema,
    transfer: 'slices',
  },
  'list-models': {
    kind: 'query',
    method: 'GET',
    path: '/models',
    tag: 'Models',
    status: 200,
    summary: 'List models, newest first',
    input: model.listModelsSchema,
    output: model.modelListSchema,
  },
  'get-model': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}',
    tag: 'Models',
    status: 200,
    summary: 'One model with its measured errors',
    input: model.modelIdSchema,
    output: model.modelSchema,
  },
  'rename-model': {
    kind: 'command',
    changes: ['models'],
    method: 'PATCH',
    path: '/models/{model_id}',
    tag: 'Models',
    status: 200,
    summary: 'Rename a model',
    input: model.renameModelSchema,
    output: model.modelSchema,
  },
  'delete-model': {
    kind: 'command',
    changes: ['models', 'jobs'],
    method: 'DELETE',
    path: '/models/{model_id}',
    tag: 'Models',
    status: 204,
    summary: 'Delete a model and its file',
    input: model.modelIdSchema,
    output: null,
  },
  'download-model': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}/download',
    tag: 'Models',
    status: 200,
    summary: 'The model’s file',
    input: model.downloadModelSchema,
    output: model.fileDownloadSchema,
    transfer: 'file',
  },
  ...modelEvaluationOperations,
  ...predictionOperations,
  ...backupOperations,
  'get-health': {
    kind: 'query',
    method: 'GET',
    path: '/health',
    tag: 'System',
    status: 200,
    summary: 'Is the program up',
    input: system.nothingSchema,
    output: system.healthSchema,
  },
  'get-version': {
    kind: 'query',
    method: 'GET',
    path: '/version',
    tag: 'System',
    status: 200,
    summary: 'Versions',
    input: system.nothingSchema,
    output: system.versionSchema,
  },
  'get-settings': {
    kind: 'query',
    method: 'GET',
    path: '/settings',
    tag: 'System',
    status: 200,
    summary: 'The settings in force',
    input: system.nothingSchema,
    output: system.settingsSchema,
  },
  'update-settings': {
    kind: 'command',
    changes: ['settings'],
    method: 'PATCH',
    path: '/settings',
    tag: 'System',
    status: 200,
    summary: 'Change settings while running; kept in settings.json',
    input: system.updateSettingsSchema,
    output: system.settingsSchema,
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type InputOf<Name extends OperationName> = z.infer<(typeof operations)[Name]['input']>;
export type OutputOf<Name extends OperationName> = (typeof operations)[Name]['output'] extends z.ZodType
  ? z.infer<(typeof operations)[Name]['output']>
  : null;

type NamesWith<Facts> = {
  [Name in OperationName]: (typeof operations)[Name] extends Facts ? Name : never;
}[OperationName];

/** What a handler hands over: the output, or where a transport finds it. */
type HandedOver<Name extends OperationName> =
  Name extends NamesWith<{ transfer: 'stored' }> ? StoredAnswer : OutputOf<Name>;

/** One function per operation: parsed input in, the operation's output back. Batches are the dispatcher's own. */
export type Handlers = {
  readonly [Name in Exclude<OperationName, NamesWith<{ batchOf: string }>>]: (
    input: InputOf<Name>,
  ) => HandedOver<Name> | Promise<HandedOver<Name>>;
};

/** Beyond the schema, where there is more to say: every wrong field, e.g. an id of something that is not there. */
export type InputChecks = {
  readonly [Name in OperationName]?: (input: InputOf<Name>) => readonly ErrorDetail[];
};
