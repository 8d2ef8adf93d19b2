/** What goes on in a program while it is killed: each action notes what it asked for, and what it was answered. */
import { fadingCellCsv } from '../support/fading-cell.ts';
import type { Program } from '../support/program.ts';
import { type Answer, call, type JobDetail, upload } from '../support/rest-client.ts';
import type { Chance } from './chance.ts';
import { type KnownJob, type Ledger, mayStillRun } from './ledger.ts';
import { createJob, type WishName } from './references.ts';

export interface Scene {
  readonly program: Program;
  readonly ledger: Ledger;
  readonly chance: Chance;
  /** Wishes that new jobs are of. */
  readonly wishNames: readonly WishName[];
  /** Names of jobs that were over when the round began. */
  readonly finished: ReadonlySet<string>;
}

/** Draws all that it needs at once; what it answers is done later. */
type Action = (scene: Scene) => () => Promise<void>;

const nothing = (): Promise<void> => Promise.resolve();
const mostAtOnce = 6;

/** Undefined where the program died before it answered. */
const answerOf = (asked: Promise<Answer>): Promise<Answer | undefined> => asked.catch(() => undefined);

const jobsAtWork = ({ ledger, finished }: Scene): readonly KnownJob[] =>
  ledger.jobs.filter((job) => mayStillRun(job, finished));

/** What is paused keeps nobody from asking for more. */
const isFull = (scene: Scene): boolean =>
  jobsAtWork(scene).filter(({ held }) => held === 'no').length >= mostAtOnce;

const create: Action = (scene) => {
  const { program, ledger, chance } = scene;
  if (isFull(scene)) return nothing;
  const wish = chance.oneOf(scene.wishNames);
  const job: KnownJob = {
    ...{
      name: `${wish} ${ledger.jobs.length}`,
      wish,
      id: undefined,
      stopped: 'no',
      deleted: 'no',
      held: 'no',
    },
  };
  ledger.jobs.push(job);
  return async () => {
    const answer = await answerOf(createJob(program, wish, job.name));
    if (answer?.status === 201) job.id = (answer.body as JobDetail).id;
    else noteRefusal('a new job', answer, ledger);
  };
};

const stop: Action = (scene) => {
  const job = oneWithId(jobsAtWork(scene), scene.chance);
  if (!job || job.wish === 'long') return nothing;
  job.stopped = 'open';
  return async () => {
    const answer = await answerOf(call('POST', `${scene.program.api}/training-jobs/${job.id}/stop`));
    if (answer?.status === 200) job.stopped = 'yes';
    // It was over before, which is no stop; or the program ends, and stops it at its next start.
    else if (answer?.status === 409)
      job.stopped = /has already/.test(JSON.stringify(answer.body)) ? 'no' : 'open';
    else noteRefusal('a stop', answer, scene.ledger);
  };
};

/** Of one that is at work; a second one resumes it. */
const pauseOrResume: Action = (scene) => {
  const job = oneWithId(jobsAtWork(scene), scene.chance);
  // Two in one round would leave open which of them came last.
  if (!job || job.held === 'open') return nothing;
  const isHeld = job.held === 'yes';
  job.held = 'open';
  return async () => {
    const path = `/training-jobs/${job.id}/${isHeld ? 'resume' : 'pause'}`;
    const answer = await answerOf(call('POST', scene.program.api + path));
    if (answer?.status === 200) job.held = isHeld ? 'no' : 'yes';
    else if (answer?.status !== 409) noteRefusal('a pause', answer, scene.ledger);
  };
};

const remove: Action = ({ program, ledger, chance, finished }) => {
  const over = ledger.jobs.filter((job) => job.deleted === 'no' && finished.has(job.name));
  const job = oneWithId(over, chance);
  if (!job) return nothing;
  job.deleted = 'open';
  return async () => {
    const answer = await answerOf(call('DELETE', `${program.api}/training-jobs/${job.id}`));
    if (answer?.status === 204) job.deleted = 'yes';
    else noteRefusal('a deletion', answer, ledger);
  };
};

const oneWithId = (jobs: readonly KnownJob[], chance: Chance): KnownJob | undefined => {
  const withId = jobs.filter(({ id }) => id !== undefined);
  return withId.length === 0 ? undefined : chance.oneOf(withId);
};

const uploadCell: Action = ({ program, ledger, chance }) => {
  const { sure, open } = ledger.uploads;
  const name = `more ${sure.length + open.length}.csv`;
  // Another content each time: the same file twice is one cell.
  const content = fadingCellCsv(50 + chance.index(40), chance.between(0.001, 0.003));
  open.push(name);
  return async () => {
    const answer = await answerOf(upload(program.api, { name, content }));
    if (answer?.status === 201) {
      open.splice(open.indexOf(name), 1);
      sure.push(name);
    } else noteRefusal('an upload', answer, ledger);
  };
};

const changeSlots: Action = ({ program, ledger, chance }) => {
  const { slots } = ledger;
  const wanted = 1 + chance.index(3);
  return async () => {
    slots.open.push(wanted);
    const answer = await answerOf(call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: wanted }));
    if (answer?.status === 200) Object.assign(slots, { sure: wanted, open: [] });
    else noteRefusal('a setting', answer, ledger);
  };
};

const backUp: Action =
  ({ program, ledger }) =>
  async () => {
    const answer = await answerOf(call('POST', `${program.api}/backups`));
    if (answer?.status === 201) ledger.backups.push((answer.body as { file: string }).file);
    else noteRefusal('a backup', answer, ledger);
  };

const read: Action = ({ program, ledger, chance }) => {
  const path = chance.oneOf(['/health', '/training-jobs', '/models', '/batteries/1/cycles', '/settings']);
  return async () => {
    const answer = await answerOf(call('GET', program.api + path));
    if (answer?.status !== 200) noteRefusal(`GET ${path}`, answer, ledger);
  };
};

/** In words that name the disk or the end of the program: a refusal; anything else is a fault. */
function noteRefusal(what: string, answer: Answer | undefined, { refusals, faults }: Ledger): void {
  if (!answer) return;
  const words = `${what} was answered ${answer.status}: ${JSON.stringify(answer.body)}`;
  const isRefusal = answer.status < 500 || answer.status === 503 || answer.status === 507;
  (isRefusal && /disk|shutting down|space/i.test(words) ? refusals : faults).push(words);
}

/** Each as often as it stands here. */
const actions: readonly Action[] = [
  ...[create, create, create, create],
  ...[stop, pauseOrResume, pauseOrResume, remove, uploadCell, changeSlots, backUp],
  ...[read, read],
];

/** Each at its moment of the given time; resolves when all were answered, or their program was gone. */
export async function actAtRandom(scene: Scene, withinMs: number): Promise<void> {
  const { chance } = scene;
  const planned = Array.from({ length: 4 + chance.index(6) }, () => ({
    act: chance.oneOf(actions)(scene),
    atMs: chance.between(0, withinMs),
  }));
  await Promise.all(
    planned.map(async ({ act, atMs }) => {
      await new Promise((resolve) => setTimeout(resolve, atMs));
      await act();
    }),
  );
}
