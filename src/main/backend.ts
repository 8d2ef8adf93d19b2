/** The composition root: builds every part by hand, hands each what it needs, and ends them in the reverse order. */
import { join } from 'node:path';
import type { Backend, BackendOptions, StartBackend } from './api/backend-interface.ts';
import { createArrayFiles } from './files/array-files.ts';
import { type BackupFiles, createBackupFiles } from './files/backup-files.ts';
import { createImporter } from './processes/importer.ts';
import { batteryCommands } from './commands/battery-commands.ts';
import { jobCommands, jobInputChecks } from './commands/job-commands.ts';
import { backupHandlers } from './commands/backup-commands.ts';
import { modelCommands } from './commands/model-commands.ts';
import { predictionCommands } from './commands/prediction-commands.ts';
import { systemCommands } from './commands/system-commands.ts';
import { announceChanges } from './events/announce-changes.ts';
import { createChangeFeed } from './events/change-feed.ts';
import { createEventHub } from './events/event-hub.ts';
import type { StartChild } from './processes/child.ts';
import { forkChild } from './processes/fork-child.ts';
import { createLocalExecutor } from './executors/local/local-executor.ts';
import { createJobFeed } from './jobs/job-feed.ts';
import { createJobFolders } from './jobs/job-folder.ts';
import { createJobJournal } from './jobs/job-journal.ts';
import { createJobSupervisor } from './jobs/job-supervisor.ts';
import { usableCores } from './jobs/usable-cores.ts';
import { createRetention } from './jobs/retention.ts';
import { createEvaluationFiles } from './files/evaluation-files.ts';
import { createModelArtifacts } from './files/model-artifacts.ts';
import { createOnnxFiles } from './files/onnx-files.ts';
import { createPredictors } from './processes/create-predictors.ts';
import { programVersion } from './program-version.ts';
import type { Membership } from './recovery/join-data-folder.ts';
import { adoptFiles } from './recovery/adopt-files.ts';
import { createBackups } from './recovery/backups.ts';
import { hashUnknownFiles } from './recovery/hash-unknown-files.ts';
import { createDiskReserve, type DiskReserve } from './recovery/disk-reserve.ts';
import { withReserve, withRoomForEnds } from './recovery/with-disk-reserve.ts';
import { createHealthBook, type HealthBook } from './recovery/health-book.ts';
import { startTidying } from './recovery/tidy.ts';
import { whyOpenToOthers } from './files/open-to-others.ts';
import { createSeenDayStore } from './store/seen-day-store.ts';
import { type OpenFolder, openDataFolder } from './recovery/open-data-folder.ts';
import { sealOf } from './recovery/refuse-changed.ts';
import { sweepLeftovers } from './recovery/sweep-leftovers.ts';
import { type CopyVerifier, createCopyVerifier } from './recovery/verify-in-thread.ts';
import { reserveJobIds } from './store/reserve-job-ids.ts';
import { noRecovery } from './files/judge-data-folder.ts';
import { batteryQueries } from './queries/battery-queries.ts';
import { createDescribeJob } from './queries/describe-job.ts';
import { jobQueries } from './queries/job-queries.ts';
import { modelQueries } from './queries/model-queries.ts';
import { predictionQueries } from './queries/prediction-queries.ts';
import { systemQueries } from './queries/system-queries.ts';
import { createBatteryStore } from './store/battery-store.ts';
import { createFileHashStore } from './store/file-hash-store.ts';
import { createEvaluationStore } from './store/evaluation-store.ts';
import { createJobStores } from './store/job-stores.ts';
import { createMappingStore } from './store/mapping-store.ts';
import { createModelStore } from './store/model-store.ts';
import type { Database } from './store/open-database.ts';
import { createPredictionStore } from './store/prediction-store.ts';

export const startBackend: StartBackend = async (options) => {
  const startedAtMs = Date.now();
  const opened = await open(options);
  const parts = buildParts(options, opened);
  if (opened.adopts) await adoptFiles({ ...options, ...parts, reserveJobIds: reserveJobIdsIn(parts) });
  await sweep(options, parts, startedAtMs);
  const stopRaising = raiseWithFiles(parts, opened.membership);
  const stopBackground = startBackground(options, parts);
  return {
    handlers: announceChanges(
      withReserve(buildHandlers(options, parts), parts.reserve),
      parts.changes.announce,
    ),
    inputChecks: jobInputChecks(parts),
    jobFeed: createJobFeed(parts),
    eventFeed: {
      lastSequence: () => parts.stores.events.lastSequence(),
      subscribeFrom: (sequence, listener) => parts.hub.subscribeFrom(sequence, null, listener),
      subscribeToChanges: parts.changes.subscribe,
    },
    startQueue: () => void parts.supervisor.start().catch(parts.reportError),
    stop: async () => {
      await Promise.all([
        parts.supervisor.stop(),
        parts.importer.stop(),
        parts.onnxFiles.stop(),
        parts.predictors.stop(),
        stopBackground(),
      ]);
      stopRaising();
      parts.reserve.stop();
      await opened.membership.stop();
      parts.database.close();
      await opened.membership.seal(await sealOf(options.dataDir));
    },
  } satisfies Backend;
};

type Parts = ReturnType<typeof buildParts>;
const now = (): string => new Date().toISOString();
const uptimeMs = (): number => process.uptime() * 1000;
const reserveJobIdsIn = (parts: Parts) => (highest: number) => reserveJobIds(parts.database, highest);

interface Opened extends OpenFolder {
  readonly files: BackupFiles;
  readonly verifier: CopyVerifier;
  readonly health: HealthBook;
  readonly reserve: DiskReserve;
  readonly wasCheckedWhole: boolean;
  readonly reportError: (error: unknown) => void;
}

/** The folder and its database, judged before anything is built on them. */
async function open({ dataDir, programDir, log, recovery = noRecovery }: BackendOptions): Promise<Opened> {
  const noticed: { by?: DiskReserve } = {};
  const reportError = (error: unknown): void => {
    if (noticed.by?.notice(error) !== true) log.error({ err: error }, 'unexpected error');
  };
  const files = createBackupFiles(dataDir);
  const verifier = createCopyVerifier(join(programDir, 'backup-thread.js'));
  const health = createHealthBook();
  let wasCheckedWhole = true;
  const folder = await openDataFolder({
    ...{ dataDir, choice: recovery, files, verifier, now, reportError },
    warn: (message) => log.warn({}, message),
    setProblem: health.setProblem,
    onChecked: (isWhole) => {
      wasCheckedWhole = isWhole;
    },
  });
  const reserve = createDiskReserve({ dataDir, log, setProblem: health.setProblem });
  noticed.by = reserve;
  const access = whyOpenToOthers(dataDir);
  if (access !== null) log.warn({}, access);
  health.setNotice('access', access);
  return { ...folder, files, verifier, health, reserve, wasCheckedWhole, reportError };
}

function buildParts(
  { dataDir, settings, programDir, startChild = forkChild }: BackendOptions,
  opened: Opened,
) {
  const { database, reportError } = opened;
  const stores = createJobStores(database);
  const models = createModelStore(database);
  const batteries = createBatteryStore(database);
  const artifacts = createModelArtifacts(dataDir);
  const folders = createJobFolders(dataDir);
  const hub = createEventHub({ events: stores.events, reportError });
  const journal = withRoomForEnds(createJobJournal({ stores, models, hub, now }), opened.reserve);
  const shared = { stores, journal, folders, artifacts, batteries, reportError, now };
  const supervisor = createJobSupervisor({
    ...shared,
    executor: createLocalExecutor({ startChild, entry: join(programDir, 'trainer.js') }),
    programVersion,
    keepCheckpoints: () => settings.current().keep_checkpoints,
    isQueueHeld: () => settings.current().hold_queue,
    maxConcurrentJobs: settings.current().max_concurrent_jobs,
    usableCores: () => usableCores(settings.current()),
  });
  return {
    ...shared,
    ...buildPartsAside(programDir, startChild),
    ...keepersOfFolder(opened),
    database,
    mappingStore: createMappingStore(database),
    models,
    arrayFiles: createArrayFiles(dataDir),
    hub,
    usage: keepersOfUse(database, dataDir),
    supervisor,
    changes: createChangeFeed(reportError),
  };
}

/** What sees to the folder as a whole. */
const keepersOfFolder = (opened: Opened) => ({
  seenDays: createSeenDayStore(opened.database),
  backups: createBackups({ ...opened, setProblem: opened.health.setProblem, now }),
  health: opened.health,
  reserve: opened.reserve,
});

/** What becomes of the use of models. */
const keepersOfUse = (database: Database, dataDir: string) => ({
  predictionStore: createPredictionStore(database),
  evaluationStore: createEvaluationStore(database),
  evaluationFiles: createEvaluationFiles(dataDir),
});

/** What works beside this process on files: too long for the thread that answers. */
const buildPartsAside = (programDir: string, startChild: StartChild) => ({
  importer: createImporter({ modulePath: join(programDir, 'importer.js'), startChild }),
  onnxFiles: createOnnxFiles({ modulePath: join(programDir, 'onnx-thread.js') }),
  predictors: createPredictors({ modulePath: join(programDir, 'predictor.js'), startChild }),
});

/** Files that no row knows: what a program that was killed between a file and its row left behind. */
async function sweep({ dataDir, log }: BackendOptions, parts: Parts, startedAtMs: number): Promise<void> {
  const known = {
    datasetHashes: parts.batteries.listDatasetHashes(),
    modelFiles: parts.models.listModelFiles(),
    evaluationFiles: parts.usage.evaluationStore.listEvaluationFiles(),
    jobIds: parts.stores.jobs.listIds(),
  };
  await sweepLeftovers({ dataDir, log, known, startedAtMs, seenDays: parts.seenDays.count() });
}

/** What goes soon stands in the log once, and in the answer to GET /health as long as it is so. */
function announceIn(health: HealthBook, log: BackendOptions['log']): (message: string | null) => void {
  let last: string | null = null;
  return (message) => {
    if (message !== null && message !== last) log.info({}, message);
    last = message;
    health.setNotice('retention', message);
  };
}

/** What nobody waits for. Answers how to end it. */
function startBackground(options: BackendOptions, parts: Parts): () => Promise<void> {
  const { settings, log } = options;
  const retention = createRetention({
    ...parts,
    journal: {
      deleteJob: (...job) => parts.journal.deleteJob(...job).then(() => parts.changes.announce('jobs')),
    },
    retentionDays: () => settings.current().retention_days,
    announce: announceIn(parts.health, log),
  });
  const endings = [
    retention.start(),
    parts.backups.start(),
    startHashing(options, parts),
    startTidying({ ...options, ...parts, ...parts.stores }),
  ];
  return async () => {
    await Promise.all(endings.map((end) => end()));
  };
}

function startHashing(options: BackendOptions, { database, reportError }: Parts): () => Promise<void> {
  const ending = new AbortController();
  const hashes = createFileHashStore(database);
  const done = hashUnknownFiles({ ...options, hashes, signal: ending.signal }).catch(reportError);
  return () => {
    ending.abort();
    return done;
  };
}

/** The number of folder and database rises with every file that comes or goes. Answers how to end that. */
function raiseWithFiles({ changes, hub, stores }: Parts, membership: Membership): () => void {
  const raise = (): void => void membership.raise();
  const endings = [
    changes.subscribe(({ event }) => {
      if (event.collection !== 'jobs') raise();
    }),
    hub.subscribeFrom(stores.events.lastSequence(), null, ({ event }) => {
      if (event.type === 'complete') raise();
    }),
  ];
  return () => endings.forEach((end) => end());
}

function buildHandlers({ settings }: BackendOptions, parts: Parts): Backend['handlers'] {
  const { stores, batteries, models, artifacts, onnxFiles, supervisor, now, usage } = parts;
  const batteryParts = { ...parts, batteryStore: batteries, cycleReader: parts.arrayFiles };
  const modelParts = {
    modelStore: models,
    batteryStore: batteries,
    ...{ modelArtifacts: artifacts, folders: parts.folders, onnxFiles },
    pathOfModelFile: (file: string) => artifacts.pathOf(file),
    pathOfEvaluationFile: (file: string) => usage.evaluationFiles.pathOf(file),
    ...usage,
  };
  const isBatteryInUse = (id: number) => stores.jobs.listActiveIdsOfBattery(id).length > 0;
  const inForce = () => settings.current();
  const queue = {
    maxConcurrentJobs: () => inForce().max_concurrent_jobs,
    isQueueHeld: () => inForce().hold_queue,
  };
  const jobs = { jobs: stores.jobs, ...queue, now };
  return {
    ...jobCommands({ ...parts, describeJob: createDescribeJob(jobs) }),
    ...jobQueries({ ...parts, ...jobs }),
    ...batteryCommands({ ...batteryParts, isBatteryInUse }),
    ...batteryQueries(batteryParts),
    ...modelCommands(modelParts),
    ...modelQueries(modelParts),
    ...predictionCommands({ ...parts, ...modelParts, ...parts.predictors }),
    ...predictionQueries({ ...modelParts, stores }),
    ...systemQueries({ settings, ...stores.jobs, ...parts, uptimeMs }),
    ...backupHandlers(parts.backups),
    ...systemCommands({
      settings,
      applySettings: ({ max_concurrent_jobs: slots }) => supervisor.setMaxConcurrentJobs(slots),
    }),
  };
}
