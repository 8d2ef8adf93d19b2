/** The rows of the table on training jobs, as the user's own document has them. */
import * as example from './examples/job-examples.ts';
import * as job from './job.ts';
import * as jobList from './job-list.ts';
import type { Operation } from './operation.ts';

export const jobOperations = {
  'list-training-jobs': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs',
    tag: 'Training jobs',
    status: 200,
    summary: 'List training jobs, newest first unless sorted otherwise',
    description:
      'A page of jobs in every state, or of those in one, or of those with some words. `fields` names what of a job’s ' +
      'detail comes along.',
    input: jobList.listTrainingJobsSchema,
    output: jobList.trainingJobListSchema,
    fails: [],
    example: { input: { page: 1, page_size: 20, status: 'running' }, output: example.jobListExample },
  },
  'create-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs',
    tag: 'Training jobs',
    status: 201,
    summary: 'Start a training job: it joins the queue',
    description:
      'Trains in the background, in a process of its own, as soon as a place is free. Hyperparameters that are left out ' +
      'take their defaults.',
    input: job.createTrainingJobSchema,
    output: job.trainingJobDetailSchema,
    fails: [],
    refusal: 'Invalid training configuration',
    example: { input: example.newJobExample, output: example.queuedJobExample },
  },
  'batch-training-jobs': {
    kind: 'command',
    changes: ['jobs'],
    method: 'POST',
    path: '/training-jobs/batch',
    tag: 'Training jobs',
    status: 200,
    summary: 'Stop, finish, pause, resume or delete many jobs',
    description:
      'As each would be by itself, one after the other; one that is refused keeps none of the others from it.',
    input: job.batchTrainingJobsSchema,
    output: job.batchAnswerSchema,
    fails: [],
    example: {
      input: { action: 'stop', ids: [41, 42, 43] },
      output: {
        done: 2,
        refused: [{ job_id: 41, code: 'CONFLICT', message: 'Training job with ID 41 has already succeeded' }],
      },
    },
  },
  'get-training-job': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}',
    tag: 'Training jobs',
    status: 200,
    summary: 'Status and progress of one job',
    description: 'A job that failed says why in `error_message`, and in its log.',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { job_id: 42 }, output: example.runningJobExample },
  },
  'update-training-job': {
    kind: 'command',
    changes: ['jobs'],
    method: 'PATCH',
    path: '/training-jobs/{job_id}',
    tag: 'Training jobs',
    status: 200,
    summary: 'Give a waiting job another place in the queue',
    description:
      'By its priority, right before another job that waits, or to the top or the end. One that runs or is over has no ' +
      'place (409).',
    input: job.updateTrainingJobSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    refusal: 'Invalid place in the queue',
    example: { input: { job_id: 43, to: 'top' }, output: example.queuedJobExample },
  },
  'stop-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/stop',
    tag: 'Training jobs',
    status: 200,
    summary: 'Stop a job; answered when its process has really ended',
    description:
      'A job that waits is stopped at once; one that is stopped already is answered unchanged. No model is left. One that ' +
      'succeeded or failed cannot be stopped (409).',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { job_id: 42 }, output: example.stoppedJobExample },
  },
  'pause-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/pause',
    tag: 'Training jobs',
    status: 200,
    summary: 'Pause a job: it keeps what it has come to, and frees its slot',
    description:
      'Answered when its process has ended: with the epoch that runs, or after 3 s at its latest checkpoint. The job is ' +
      '`queued` then with `held` true, also after a restart of the program, and does not start before it is resumed. One ' +
      'that waits is held where it is; one that is held is answered unchanged; one that is over cannot be paused (409).',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { job_id: 42 }, output: example.pausedJobExample },
  },
  'resume-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/resume',
    tag: 'Training jobs',
    status: 200,
    summary: 'Resume a paused job: it joins the queue where it stood',
    description:
      'It goes on after the last epoch of its checkpoint and ends with the bits of a training that was never paused. One ' +
      'that is not held is answered unchanged; one that is over cannot be resumed (409).',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { job_id: 42 }, output: { ...example.queuedJobExample, id: 42 } },
  },
  'finish-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/finish',
    tag: 'Training jobs',
    status: 200,
    summary: 'End a job with what it has come to: the best weights become its model',
    description:
      'As early stopping would. Answered at once, with the job as it is: it ends after the epoch that runs and is ' +
      '`succeeded` then, `ended_by` `choice`. One that waits with a checkpoint is finished when it is its turn, a paused one ' +
      'joins the queue for it. One that waits and has done no epoch, or is over, cannot be finished (409).',
    input: job.jobIdSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { job_id: 42 }, output: example.runningJobExample },
  },
  'extend-training-job': {
    kind: 'command',
    method: 'POST',
    path: '/training-jobs/{job_id}/extend',
    tag: 'Training jobs',
    status: 201,
    summary: 'Give a job that succeeded more epochs: a new job goes on where it ended',
    description:
      'From its last checkpoint, with the same moments and random state, so that both together are, to the bit, one training ' +
      'of all these epochs; curves and best epoch are those of both. The job and its model stay as they are. Refused (409) ' +
      'where early_stopping_patience ended it, or its checkpoint was not kept (setting keep_checkpoints).',
    input: job.extendTrainingJobSchema,
    output: job.trainingJobDetailSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    refusal: 'Invalid extension of a training',
    example: {
      input: { job_id: 42, epochs: 50 },
      output: {
        ...example.queuedJobExample,
        extends_job_id: 42,
        current_epoch: 100,
        total_epochs: 150,
        progress: 0.67,
      },
    },
  },
  'delete-training-job': {
    kind: 'command',
    changes: ['jobs'],
    method: 'DELETE',
    path: '/training-jobs/{job_id}',
    tag: 'Training jobs',
    status: 204,
    summary: 'Delete a finished job with its logs and metrics; its model stays',
    description: 'A job that waits or runs is to be stopped first (409).',
    input: job.jobIdSchema,
    output: null,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { job_id: 42 }, output: null },
  },
  'get-training-logs': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}/logs',
    tag: 'Training jobs',
    status: 200,
    summary: 'Log lines of a job, oldest first',
    description: 'All of them, those of one level, those after a time, or those that contain a text.',
    input: job.getTrainingLogsSchema,
    output: job.trainingLogsSchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { job_id: 42, page: 1, page_size: 50 }, output: example.logsExample },
  },
  'get-training-metrics': {
    kind: 'query',
    method: 'GET',
    path: '/training-jobs/{job_id}/metrics',
    tag: 'Training jobs',
    status: 200,
    summary: 'Loss curves of a job: equally long arrays',
    description: 'One number per epoch in each; further series follow under their own names.',
    input: job.jobIdSchema,
    output: job.trainingMetricsSchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { job_id: 42 }, output: example.metricsExample },
    transfer: 'slices',
  },
} as const satisfies Record<string, Operation>;
