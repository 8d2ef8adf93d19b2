/**
 * What is asked of every operation, over HTTP and over IPC. A new operation needs its lines here: a query at least one,
 * a command at least one that it does and one that it refuses.
 *
 * Asked of a program with the sample cells as batteries 1, 2, …, and with job 1, which succeeded and left model 1, a
 * prediction and an evaluation of it.
 * Queries change nothing; commands are given in this order, and each finds what those before it left.
 */
import type { ErrorCode } from '../../src/shared/contract/errors.ts';
import type { OperationName } from '../../src/shared/contract/operations.ts';

export interface OperationCase {
  readonly operation: OperationName;
  readonly input: object;
  readonly answers: 'ok' | ErrorCode;
  /** For an operation that takes a file; the input then has the other fields, as a form carries them. */
  readonly file?: { readonly name: string; readonly content: string };
}

const cell = Array.from({ length: 30 }, (_, row) => `${row + 1},${2 - row * 0.01}`).join('\n');
const cellFile = { name: 'cell.csv', content: `cycle,capacity\n${cell}\n` };

/** Names that nothing knows. */
const unnamedFile = { name: 'own.csv', content: `n,Q\n${cell.replaceAll(',2', ',2.5')}\n` };
const ofQ = { columns: { cycle: { column: 'n' }, capacity: { column: 'Q', unit: 'Ah' } } };

const asked = (operation: OperationName, input: object, answers: OperationCase['answers'] = 'ok') => ({
  operation,
  input,
  answers,
});

const queries: readonly OperationCase[] = [
  asked('list-training-jobs', {}),
  asked('list-training-jobs', { status: 'succeeded', page_size: 1 }),
  asked('list-training-jobs', { fields: 'model_name,cell_count', sort: '-id', search: '1' }),
  asked('list-training-jobs', { fields: 'name' }, 'VALIDATION_ERROR'),
  asked('list-training-jobs', { held: 'false', fields: 'held' }),
  asked('list-training-jobs', { held: 'maybe' }, 'VALIDATION_ERROR'),
  asked('list-training-jobs', { page: 0 }, 'VALIDATION_ERROR'),
  asked('get-training-job', { job_id: 1 }),
  asked('get-training-job', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('get-training-logs', { job_id: 1 }),
  asked('get-training-logs', { job_id: 1, search: 'MODEL', level: 'INFO' }),
  asked('get-training-logs', { job_id: 1, page_size: 1000 }, 'VALIDATION_ERROR'),
  asked('get-training-metrics', { job_id: 1 }),
  asked('get-training-metrics', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('list-batteries', {}),
  asked('list-batteries', { search: 'nothing like it' }),
  asked('get-battery', { battery_id: 1 }),
  asked('get-battery', { battery_id: 'one' }, 'VALIDATION_ERROR'),
  asked('list-battery-cycles', { battery_id: 1, page_size: 100 }),
  asked('list-models', {}),
  asked('list-models', { algorithm: 'magic' }, 'VALIDATION_ERROR'),
  asked('get-model', { model_id: 1 }),
  asked('get-model', { model_id: 2 }, 'RESOURCE_NOT_FOUND'),
  asked('download-model', { model_id: 1 }),
  asked('download-model', { model_id: 2 }, 'RESOURCE_NOT_FOUND'),
  asked('list-predictions', {}),
  asked('list-predictions', { algorithm: 'baseline', model_id: 1, battery_id: 1, page_size: 1 }),
  asked('list-predictions', { algorithm: 'magic', models: 1 }, 'VALIDATION_ERROR'),
  asked('list-model-evaluations', { model_id: 1 }),
  asked('list-model-evaluations', { model_id: 2 }, 'RESOURCE_NOT_FOUND'),
  asked('get-model-evaluation', { model_id: 1, evaluation_id: 1 }),
  asked('get-model-evaluation', { model_id: 1, evaluation_id: 9 }, 'RESOURCE_NOT_FOUND'),
  asked('compare-runs', { jobs: '1', models: '1' }),
  asked('compare-runs', { jobs: '1,99', cells: '1,2' }),
  asked('compare-runs', {}, 'VALIDATION_ERROR'),
  asked('compare-runs', { jobs: '1,1', models: 'one', cell: '1' }, 'VALIDATION_ERROR'),
  asked('get-health', {}),
  asked('get-version', {}),
  asked('get-settings', {}),
  asked('list-backups', {}),
  asked('list-import-mappings', {}),
];

const unknownBackup = 'cellwright-20200101T000000Z-daily-0123456789abcdef.db';
const longJob = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 100_000 } };

const commands: readonly OperationCase[] = [
  asked('create-sample-batteries', {}),
  asked('create-sample-batteries', { count: 3 }, 'VALIDATION_ERROR'),
  // Job 2, which runs until it is stopped.
  asked('create-training-job', longJob),
  asked('create-training-job', { ...longJob, algorithm: 'magic', epoch: 1 }, 'VALIDATION_ERROR'),
  asked('create-training-job', { ...longJob, battery_ids: [1, 99] }, 'VALIDATION_ERROR'),
  asked('create-training-job', { ...longJob, battery_ids: [1, 99], epochs: 5 }, 'VALIDATION_ERROR'),
  asked('delete-battery', { battery_id: 1 }, 'CONFLICT'),
  asked('delete-battery', { battery_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('delete-training-job', { job_id: 2 }, 'CONFLICT'),
  asked('update-training-job', { job_id: 2, to: 'top' }, 'CONFLICT'),
  asked('resume-training-job', { job_id: 2 }),
  asked('pause-training-job', { job_id: 2 }),
  asked('update-training-job', { job_id: 2, to: 'top' }),
  asked('update-training-job', { job_id: 2, priority: 5 }),
  asked('update-training-job', { job_id: 2, priority: 5, to: 'end' }, 'VALIDATION_ERROR'),
  asked('update-training-job', { job_id: 2, before: 1 }, 'VALIDATION_ERROR'),
  asked('update-training-job', { job_id: 99, to: 'end' }, 'RESOURCE_NOT_FOUND'),
  asked('pause-training-job', { job_id: 2 }),
  asked('pause-training-job', { job_id: 1 }, 'CONFLICT'),
  asked('pause-training-job', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('resume-training-job', { job_id: 2 }),
  asked('resume-training-job', { job_id: 1 }, 'CONFLICT'),
  asked('resume-training-job', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('finish-training-job', { job_id: 1 }, 'CONFLICT'),
  asked('extend-training-job', { job_id: 2, epochs: 5 }, 'CONFLICT'),
  asked('extend-training-job', { job_id: 1, epochs: 100_000 }, 'VALIDATION_ERROR'),
  asked('extend-training-job', { job_id: 99, epochs: 5 }, 'RESOURCE_NOT_FOUND'),
  // Job 3, stopped before it leaves a model.
  asked('extend-training-job', { job_id: 1, epochs: 90_000 }),
  asked('stop-training-job', { job_id: 3 }),
  asked('finish-training-job', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('batch-training-jobs', { action: 'delete', ids: [2, 99] }),
  asked('batch-training-jobs', { action: 'sell', ids: [] }, 'VALIDATION_ERROR'),
  asked('stop-training-job', { job_id: 2 }),
  asked('stop-training-job', { job_id: 2 }),
  asked('stop-training-job', { job_id: 1 }, 'CONFLICT'),
  asked('stop-training-job', { job_id: 99 }, 'RESOURCE_NOT_FOUND'),
  asked('delete-training-job', { job_id: 2 }),
  asked('delete-training-job', { job_id: 2 }, 'RESOURCE_NOT_FOUND'),
  { ...asked('import-battery', { nominal_capacity: '2', manufacturer: 'nobody' }), file: cellFile },
  // The same cycles again.
  { ...asked('import-battery', {}), file: cellFile },
  { ...asked('import-battery', { nominal_capacity: 'two', size: '1' }, 'VALIDATION_ERROR'), file: cellFile },
  {
    ...asked('import-battery', {}, 'INVALID_FILE_FORMAT'),
    file: { name: 'notes.csv', content: 'no table at all\n' },
  },
  { ...asked('preview-import', { mapping: JSON.stringify(ofQ) }), file: unnamedFile },
  { ...asked('preview-import', { end_of_life: '0.7' }), file: unnamedFile },
  {
    ...asked(
      'preview-import',
      { mapping: '{"columns":{"capacities":null}}', nominal_capacity: '-1' },
      'VALIDATION_ERROR',
    ),
    file: unnamedFile,
  },
  {
    ...asked('preview-import', {}, 'INVALID_FILE_FORMAT'),
    file: { name: 'cell.csv.gz', content: '\u001f\u008b\u0000\u0000' },
  },
  asked('save-import-mapping', { name: 'ours', header: ['n', 'Q'], mapping: ofQ }),
  asked(
    'save-import-mapping',
    { name: '', header: [], mapping: { columns: { x: null } } },
    'VALIDATION_ERROR',
  ),
  // As remembered.
  { ...asked('import-battery', { nominal_capacity: '3' }), file: unnamedFile },
  asked('delete-import-mapping', { mapping_id: 1 }),
  asked('delete-import-mapping', { mapping_id: 1 }, 'RESOURCE_NOT_FOUND'),
  asked('update-battery', { battery_id: 3, name: 'renamed', end_of_life: 0.9 }),
  asked('update-battery', { battery_id: 3, tags: ['rack 3', 'aged'], comment: 'from the second batch' }),
  asked('update-battery', { battery_id: 3, tags: ['a,b', ''], comment: 7 }, 'VALIDATION_ERROR'),
  asked('update-battery', { battery_id: 3, end_of_life: 2, names: 'x' }, 'VALIDATION_ERROR'),
  asked('update-battery', { battery_id: 99, name: 'x' }, 'RESOURCE_NOT_FOUND'),
  asked('update-batteries', { battery_ids: [1, 3], nominal_capacity: 2.2, temperature: 25 }),
  asked('update-batteries', { battery_ids: [1, 99], chemistry: 'NMC' }, 'RESOURCE_NOT_FOUND'),
  asked('update-batteries', { battery_ids: [1, 1], name: 'x' }, 'VALIDATION_ERROR'),
  asked('delete-battery', { battery_id: 3 }),
  asked('create-prediction', { algorithm: 'baseline', battery_id: 2 }),
  asked('create-prediction', { algorithm: 'baseline' }, 'VALIDATION_ERROR'),
  asked('create-prediction', { algorithm: 'baseline', cycle_data: [{ volts: 1 }] }, 'VALIDATION_ERROR'),
  asked('create-prediction', { algorithm: 'bilstm', battery_id: 1 }, 'RESOURCE_NOT_FOUND'),
  asked('create-predictions', { requests: [{ algorithm: 'baseline', battery_id: 1 }, {}] }),
  asked('create-predictions', { requests: [] }, 'VALIDATION_ERROR'),
  asked('evaluate-model', { model_id: 1, battery_ids: [1, 2] }),
  asked('evaluate-model', { model_id: 1, battery_ids: [1, 99] }, 'VALIDATION_ERROR'),
  asked('evaluate-model', { model_id: 9, battery_ids: [1] }, 'RESOURCE_NOT_FOUND'),
  asked('evaluate-models', { model_ids: [1, 9], battery_ids: [1, 2, 4] }),
  asked('evaluate-models', { model_ids: [1], battery_ids: [99] }, 'VALIDATION_ERROR'),
  asked('evaluate-models', { model_ids: [], batteries: [1] }, 'VALIDATION_ERROR'),
  asked('rename-model', { model_id: 1, name: 'renamed' }),
  asked('rename-model', { model_id: 1, tags: ['for the paper'], comment: null }),
  asked('rename-model', { model_id: 1, tags: ['twice', 'twice'] }, 'VALIDATION_ERROR'),
  asked('rename-model', { model_id: 1, name: '' }, 'VALIDATION_ERROR'),
  asked('rename-model', { model_id: 2, name: 'x' }, 'RESOURCE_NOT_FOUND'),
  asked('delete-model', { model_id: 1 }),
  asked('delete-model', { model_id: 1 }, 'RESOURCE_NOT_FOUND'),
  asked('create-backup', {}),
  asked('create-backup', { name: 'mine' }, 'VALIDATION_ERROR'),
  asked('restore-backup', { file: 'newest' }),
  asked('restore-backup', { file: '../cellwright.db' }, 'VALIDATION_ERROR'),
  asked('restore-backup', { file: unknownBackup }, 'RESOURCE_NOT_FOUND'),
  asked('update-settings', { max_concurrent_jobs: 2, keep_core_free: 'off', leave_gpu_to_training: 'on' }),
  asked('update-settings', { port: 80, retention_days: 0 }, 'VALIDATION_ERROR'),
  // Job 4, which ends by itself from then on: nothing that follows may ask what it left.
  asked('create-training-job', longJob),
  asked('finish-training-job', { job_id: 4 }),
];

export const operationCases: readonly OperationCase[] = [...queries, ...commands];
