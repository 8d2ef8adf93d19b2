/** All migrations in order; the position in the list is the version of the database. Only ever appended to. */
import jobs from './0001-jobs.sql?raw';
import batteriesAndModels from './0002-batteries-and-models.sql?raw';
import evaluation from './0003-evaluation.sql?raw';
import logPositions from './0004-log-positions.sql?raw';
import dataFolder from './0005-data-folder.sql?raw';
import fileHashes from './0006-file-hashes.sql?raw';
import seenDays from './0007-seen-days.sql?raw';
import attempts from './0008-attempts.sql?raw';
import jobResults from './0009-job-results.sql?raw';
import resumedEpoch from './0010-resumed-epoch.sql?raw';
import capacityFrom from './0011-capacity-from.sql?raw';
import held from './0012-held.sql?raw';
import modelLabels from './0013-model-labels.sql?raw';
import finish from './0014-finish.sql?raw';
import importMappings from './0015-import-mappings.sql?raw';
import extendedJobs from './0016-extended-jobs.sql?raw';
import remarks from './0017-remarks.sql?raw';
import queueOrder from './0018-queue-order.sql?raw';
import temperature from './0019-temperature.sql?raw';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { name: '0001-jobs', sql: jobs },
  { name: '0002-batteries-and-models', sql: batteriesAndModels },
  { name: '0003-evaluation', sql: evaluation },
  { name: '0004-log-positions', sql: logPositions },
  { name: '0005-data-folder', sql: dataFolder },
  { name: '0006-file-hashes', sql: fileHashes },
  { name: '0007-seen-days', sql: seenDays },
  { name: '0008-attempts', sql: attempts },
  { name: '0009-job-results', sql: jobResults },
  { name: '0010-resumed-epoch', sql: resumedEpoch },
  { name: '0011-capacity-from', sql: capacityFrom },
  { name: '0012-held', sql: held },
  { name: '0013-model-labels', sql: modelLabels },
  { name: '0014-finish', sql: finish },
  { name: '0015-import-mappings', sql: importMappings },
  { name: '0016-extended-jobs', sql: extendedJobs },
  { name: '0017-remarks', sql: remarks },
  { name: '0018-queue-order', sql: queueOrder },
  { name: '0019-temperature', sql: temperature },
];
