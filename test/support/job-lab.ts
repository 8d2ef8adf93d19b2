/** The jobs part of the program on a real database in a folder of its own, with a trainer of the test's choice. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SequencedEvent } from '../../src/shared/contract/events.ts';
import { createTrainingJobSchema } from '../../src/shared/contract/job.ts';
import { jobCommands } from '../../src/main/commands/job-commands.ts';
import { createEventHub } from '../../src/main/events/event-hub.ts';
import { forkChild } from '../../src/main/processes/fork-child.ts';
import { createJobFolders } from '../../src/main/jobs/job-folder.ts';
import { createJobJournal } from '../../src/main/jobs/job-journal.ts';
import { createJobSupervisor } from '../../src/main/jobs/job-supervisor.ts';
import type { Executor } from '../../src/main/executors/executor.ts';
import { createLocalExecutor } from '../../src/main/executors/local/local-executor.ts';
import type { LocalLimits } from '../../src/main/executors/local/local-limits.ts';
import type { Child, StartChild } from '../../src/main/processes/child.ts';
import type { RunLimits } from '../../src/main/jobs/run-limits.ts';
import { createModelArtifacts, type ModelArtifacts } from '../../src/main/files/model-artifacts.ts';
import { createDescribeJob } from '../../src/main/queries/describe-job.ts';
import { jobQueries } from '../../src/main/queries/job-queries.ts';
import { type BatteryStore, createBatteryStore } from '../../src/main/store/battery-store.ts';
import { createJobStores } from '../../src/main/store/job-stores.ts';
import { createModelStore } from '../../src/main/store/model-store.ts';
import { openDatabase } from '../../src/main/store/open-database.ts';

const childrenFolder = resolve(import.meta.dirname, '..', 'process', 'children');

export type LabLimits = RunLimits & LocalLimits;

export interface LabOptions {
  readonly dataDir?: string;
  readonly limits?: Partial<LabLimits>;
  readonly maxConcurrentJobs?: number;
  readonly usableCores?: () => number;
  readonly executor?: Executor;
  /** Called before each trainer is started. */
  readonly onStart?: () => void;
  readonly adopt?: (sourcePath: string, jobId: number) => ReturnType<ModelArtifacts['adopt']>;
  readonly now?: () => string;
  readonly isQueueHeld?: () => boolean;
}

/** One child script per name; jobs name theirs by `model_name`. */
export type Lab = Awaited<ReturnType<typeof openLab>>;

export async function openLab(options: LabOptions = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cellwright-lab-')));
  await mkdir(join(dataDir, 'arrays'), { recursive: true });
  const database = openDatabase(join(dataDir, 'cellwright.db'));
  const errors: unknown[] = [];
  const reportError = (error: unknown) => void errors.push(error);
  const stores = createJobStores(database);
  const batteries = createBatteryStore(database);
  const models = createModelStore(database);
  const hub = createEventHub({ events: stores.events, reportError });
  const now = options.now ?? (() => new Date().toISOString());
  const journal = createJobJournal({ stores, models, hub, now });
  const folders = createJobFolders(dataDir);
  const artifacts = createModelArtifacts(dataDir);
  const children = childrenByJob(stores, options.onStart);
  const limits = {
    terminateAfterMs: 200,
    killAfterMs: 400,
    retryMs: 50,
    attemptPausesMs: [10, 10],
    ...options.limits,
  };
  const supervisor = createJobSupervisor({
    stores,
    journal,
    folders,
    artifacts: { ...artifacts, ...(options.adopt ? { adopt: options.adopt } : {}) },
    batteries,
    executor:
      options.executor ?? createLocalExecutor({ startChild: children.start, entry: childrenFolder, limits }),
    programVersion: '0.0.0-test',
    keepCheckpoints: () => true,
    isQueueHeld: () => options.isQueueHeld?.() ?? false,
    now,
    maxConcurrentJobs: options.maxConcurrentJobs ?? 3,
    limits,
    usableCores: options.usableCores ?? (() => 2),
    reportError,
  });
  const listed = {
    jobs: stores.jobs,
    maxConcurrentJobs: () => options.maxConcurrentJobs ?? 3,
    isQueueHeld: () => options.isQueueHeld?.() ?? false,
    now,
  };
  const describeJob = createDescribeJob(listed);
  const commands = jobCommands({ stores, batteries, journal, supervisor, folders, describeJob });
  const queries = jobQueries({ stores, ...listed });

  /** Creates a job that `child` will train. */
  const create = (child: string, epochs = 5) => createWith(child, { epochs });
  const createWith = (child: string, hyperparams: Readonly<Record<string, unknown>>) =>
    commands['create-training-job'](
      createTrainingJobSchema.parse({
        algorithm: 'baseline',
        battery_ids: [1],
        model_name: child,
        hyperparams,
      }),
    );
  /** Resolves with the first event of the job that fits; those recorded already count. */
  const eventOf = (jobId: number, fits: (event: SequencedEvent['event']) => boolean) =>
    new Promise<SequencedEvent['event']>((accept) => {
      const unsubscribe = hub.subscribeFrom(0, jobId, ({ event }) => {
        if (!fits(event)) return;
        accept(event);
        setImmediate(() => unsubscribe());
      });
    });
  const close = async ({ keepData = false } = {}) => {
    await supervisor.stop();
    database.close();
    if (!keepData) await rm(dataDir, { recursive: true, force: true });
  };
  return {
    dataDir,
    database,
    stores,
    batteries,
    models,
    hub,
    journal,
    folders,
    supervisor,
    commands,
    queries,
    errors,
    children,
    create,
    createWith,
    eventOf,
    ended: (jobId: number) => eventOf(jobId, ({ type }) => ['complete', 'error', 'stopped'].includes(type)),
    logsOf: (jobId: number) => stores.logs.listLogs({ jobId }, { limit: 1000, offset: 0 }),
    job: (jobId: number) => queries['get-training-job']({ job_id: jobId }),
    close,
  };
}

/** Adds `count` batteries with array files of a few bytes: enough for children that do not look inside. */
export async function addBatteries(batteries: BatteryStore, dataDir: string, count: number): Promise<void> {
  const time = new Date().toISOString();
  for (let index = 1; index <= count; index += 1) {
    const hash = index.toString(16).padStart(64, '0');
    await writeFile(join(dataDir, 'arrays', `${hash}.safetensors`), `arrays of ${index}`);
    batteries.addBatteries([
      {
        filename: `cell-${index}.csv`,
        name: `cell ${index}`,
        total_cycles: 3,
        nominal_capacity: 2,
        nominal_capacity_note: null,
        quality: null,
        manufacturer: null,
        chemistry: null,
        temperature: null,
        created_at: time,
        updated_at: time,
        end_of_life: 0.8,
        end_of_life_cycle: null,
        capacity_from: 'all',
        simulated: true,
        features: ['voltage_mean'],
        dataset_hash: hash,
        notes: [],
      },
    ]);
  }
}

/** Forks `test/process/children/<model_name>.mjs` for each job and remembers the processes. */
function childrenByJob(stores: ReturnType<typeof createJobStores>, onStart: () => void = () => undefined) {
  const handles: Child[] = [];
  const start: StartChild = (wanted) => {
    const jobId = Number(wanted.args?.[0]?.split(/[\\/]/).at(-1));
    const name = stores.jobs.findJob(jobId)?.model_name ?? '';
    onStart();
    const child = forkChild({ ...wanted, entry: join(wanted.entry, `${name}.mjs`) });
    handles.push(child);
    return child;
  };
  return { start, handles };
}
