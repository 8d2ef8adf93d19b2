/**
 * Rounds in which one file or folder of a data folder is damaged while the program is not running. Afterwards it refuses
 * to start, in words, or it answers: each answer as before the damage, or a refusal that names it. Nothing is deleted.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, startProgram } from '../support/program.ts';
import { type Answer, call, waitForJob } from '../support/rest-client.ts';
import { type Chance, createChance } from './chance.ts';
import { damage, type Target, targetsIn } from './damages.ts';
import { fillFolders, type FilledFolders, theirs } from './filled-folder.ts';
import { type Content, contentOf, missingFrom } from './folder-content.ts';
import { hashOfModel, trainReferences } from './references.ts';

export interface DamageCounts {
  readonly rounds: number;
  readonly refusedToStart: number;
  /** Started, and named the damage in an answer, in the log or in that of the job. */
  readonly named: number;
  /** Started and answered all as before: what was damaged is not needed, or made anew. */
  readonly harmless: number;
  readonly answersCompared: number;
  readonly harmlessCases: readonly string[];
  readonly faults: readonly string[];
}

export interface DamageOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

type Answers = ReadonlyMap<string, string>;

interface Scene {
  readonly root: string;
  readonly elsewhere: string;
  readonly folders: FilledFolders;
  readonly expected: Readonly<Record<keyof FilledFolders, Answers>>;
  readonly modelHash: string;
  readonly chance: Chance;
}

interface Found {
  readonly outcome: 'refused' | 'named' | 'harmless';
  readonly answersCompared: number;
  readonly faults: readonly string[];
}

export async function runDamageRounds({
  rounds,
  seed,
  say = () => undefined,
}: DamageOptions): Promise<DamageCounts> {
  const root = mkdtempSync(join(tmpdir(), 'cellwright-damage-'));
  try {
    const scene = await setScene(root, createChance(seed, 3));
    await refuseAlarmWithoutDamage(scene);
    const found: (Found & { readonly what: string })[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const one = await playRound(scene);
      say(
        `round ${round}: ${one.what}: ${one.outcome}${one.faults.length > 0 ? ` FAULT ${one.faults.join('; ')}` : ''}`,
      );
      found.push(one);
    }
    return countsOf(found);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function countsOf(found: readonly (Found & { readonly what: string })[]): DamageCounts {
  const count = (outcome: Found['outcome']): number => found.filter((one) => one.outcome === outcome).length;
  return {
    rounds: found.length,
    refusedToStart: count('refused'),
    named: count('named'),
    harmless: count('harmless'),
    answersCompared: found.reduce((sum, one) => sum + one.answersCompared, 0),
    harmlessCases: found.filter(({ outcome }) => outcome === 'harmless').map(({ what }) => what),
    faults: found.flatMap(({ what, faults }) => faults.map((fault) => `${what}: ${fault}`)),
  };
}

async function setScene(root: string, chance: Chance): Promise<Scene> {
  const elsewhere = join(root, 'elsewhere');
  const references = await trainReferences(['folds']);
  const folders = await fillFolders(root, elsewhere);
  const expected = { ended: new Map<string, string>(), killed: new Map<string, string>() };
  for (const state of ['ended', 'killed'] as const) {
    const dataDir = join(root, 'unharmed');
    cpSync(folders[state], dataDir, { recursive: true, verbatimSymlinks: true });
    const program = await startProgram({ dataDir });
    for (const [path, answer] of await askAll(program)) {
      if (answer.status >= 400) throw new Error(`${path}, undamaged, was answered ${bodyOf(answer)}`);
      expected[state].set(path, bodyOf(answer));
    }
    await program.stop();
  }
  return { root, elsewhere, folders, expected, chance, modelHash: references.get('folds') ?? '' };
}

/** A program that names damage where there is none would let every round pass. */
async function refuseAlarmWithoutDamage(scene: Scene): Promise<void> {
  const dataDir = join(scene.root, 'data');
  for (const state of ['ended', 'killed'] as const) {
    cpSync(scene.folders[state], dataDir, { recursive: true, verbatimSymlinks: true });
    const nothing = { kind: 'nothing', path: '-', isFolder: false };
    const { outcome, faults } = await startAndLook(scene, state, nothing, contentOf(dataDir));
    rmSync(dataDir, { recursive: true });
    if (outcome !== 'harmless') throw new Error(`undamaged, and ${outcome} (${state}): ${faults.join('; ')}`);
  }
}

async function playRound(scene: Scene): Promise<Found & { readonly what: string }> {
  const { root, chance, folders, elsewhere } = scene;
  const state = chance.happens(0.6) ? 'ended' : 'killed';
  const dataDir = join(root, 'data');
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(folders[state], dataDir, { recursive: true, verbatimSymlinks: true });
  const target = chooseTarget([...contentOf(dataDir).keys()], state, chance);
  const way = damage(target, { dataDir, path: target.path, elsewhere, chance });
  const before = contentOf(dataDir);
  const beforeElsewhere = contentOf(elsewhere);
  const found = await startAndLook(scene, state, target, before);
  const faults = [
    ...found.faults,
    ...missingFrom(beforeElsewhere, contentOf(elsewhere), () => false).map(
      (path) => `elsewhere/${path} is gone`,
    ),
    ...missingFrom(before, contentOf(dataDir), (path) => mayChange(path, target)).map(
      (path) => `${path} is gone`,
    ),
    ...changedTheirs(before, contentOf(dataDir)),
  ];
  return { ...found, faults, what: `${target.kind} ${way} (${state}, ${target.path})` };
}

/** Each kind as often as every other. A flipped bit of a database that was killed is known by its structure alone, and left out. */
function chooseTarget(files: readonly string[], state: keyof FilledFolders, chance: Chance): Target {
  const kinds = targetsIn(files).filter(([first]) => state === 'ended' || first?.kind !== 'database');
  return chance.oneOf(chance.oneOf(kinds));
}

/** What a program that goes on with its work writes anew or removes. */
function mayChange(path: string, target: Target): boolean {
  if (theirs.includes(path)) return false;
  const isWorkOfJob = path.startsWith('jobs/2/');
  return (
    isWorkOfJob ||
    /^(?:cellwright\.db.*|cellwright-data\.json|cellwright\.lock.*|reserve|logs\/.*|models\/.*\.onnx)$/.test(
      path,
    ) ||
    (path === target.path && target.kind === 'ONNX file')
  );
}

const changedTheirs = (before: Content, after: Content): readonly string[] =>
  theirs
    .filter((path) => before.has(path) && after.get(path) !== before.get(path))
    .map((path) => `${path}, which is theirs, was touched`);

async function startAndLook(
  scene: Scene,
  state: keyof FilledFolders,
  target: Target,
  before: Content,
): Promise<Found> {
  const dataDir = join(scene.root, 'data');
  const logBefore = warningsIn(dataDir).length;
  const program = await startProgram({ dataDir }).catch((error: unknown) => String(error));
  if (typeof program === 'string') return judgeRefusal(program, target, before, contentOf(dataDir));
  try {
    const isNamedInLog = (): boolean => warningsIn(dataDir).length > logBefore;
    return await judgeAnswers(scene, state, { program, isNamedInLog });
  } finally {
    await program.stop({ keepData: true });
  }
}

interface Started {
  readonly program: Program;
  /** Something was warned of since it started. */
  readonly isNamedInLog: () => boolean;
}

/** Of both files of the log, without what a start says of any folder. */
function warningsIn(dataDir: string): readonly string[] {
  const lines = ['server.log.1', 'server.log'].flatMap((name) =>
    textOf(join(dataDir, 'logs', name)).split('\n'),
  );
  return lines.filter(
    (line) => /"level":"?(?:warn|error|40|50)/.test(line) && !line.includes('by other accounts'),
  );
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** It names what is wrong, and everything lies where it lay. */
function judgeRefusal(words: string, { path }: Target, before: Content, after: Content): Found {
  const isNamed =
    words.includes(path) || (/database|data folder/.test(words) && /--restore|--data-dir/.test(words));
  const moved = [...before].filter(
    ([name, hash]) => after.get(name) !== hash && !/^(?:logs\/|cellwright\.lock)/.test(name),
  );
  return {
    outcome: 'refused',
    answersCompared: 0,
    faults: [
      ...(isNamed ? [] : [`it refused in strange words: ${words}`]),
      ...moved.map(([name]) => `${name} was changed by a start that refused`),
    ],
  };
}

async function judgeAnswers(scene: Scene, state: keyof FilledFolders, started: Started): Promise<Found> {
  const { program, isNamedInLog } = started;
  const answers = await askAll(program);
  const faults = [...answers].flatMap(([path, answer]) =>
    judgeAnswer(path, answer, scene.expected[state].get(path)),
  );
  const { job } = await waitForJob(program.api, 2);
  if (job.status === 'succeeded' && job.model_id !== null) {
    const hash = await hashOfModel(program, job.model_id);
    if (hash !== scene.modelHash) faults.push('the job that went on left another model');
  }
  const isRefused = [...answers.values()].some(({ status }) => status >= 400);
  const isNamed =
    isRefused || job.status === 'failed' || isNamedInLog() || namesDamage.test(await wordsOfJob(program));
  return { outcome: isNamed ? 'named' : 'harmless', answersCompared: answers.size, faults };
}

const namesDamage = /cannot be used|damaged|written anew/;

function judgeAnswer(path: string, answer: Answer, wanted: string | undefined): readonly string[] {
  const body = bodyOf(answer);
  if (answer.status >= 400) return isStrange(answer) ? [`${path} was answered ${answer.status} ${body}`] : [];
  if (body === wanted) return [];
  return [`${path} was answered otherwise: ${firstDifference(body, wanted ?? '')}`];
}

/** A refusal is one of a code of its own, in words. */
const isStrange = ({ status, body }: Answer): boolean =>
  status >= 500 && JSON.stringify(body).includes('INTERNAL_ERROR');

async function wordsOfJob({ api }: Program): Promise<string> {
  const { body } = await call('GET', `${api}/training-jobs/2/logs?page_size=100`);
  return JSON.stringify(body);
}

const paths = [
  ...['/batteries', '/models', '/models/1', '/models/1/evaluations/1', '/training-jobs/1'],
  ...['/training-jobs/1/metrics', '/training-jobs/1/logs?page_size=100', '/models/1/evaluations'],
  ...[1, 2, 3, 4].map((id) => `/batteries/${id}/cycles?curves=true&page_size=100`),
];

async function askAll({ api }: Program): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const path of paths) answers.set(path, await call('GET', api + path));
  for (const format of ['safetensors', 'onnx']) {
    const path = `/models/1/download?format=${format}`;
    answers.set(path, await hashOfDownload(api + path));
  }
  for (const id of [1, 2, 3]) {
    const asked = { algorithm: 'baseline', model_id: 1, battery_id: id };
    answers.set(`prediction of ${id}`, await call('POST', `${api}/predictions`, asked));
  }
  return answers;
}

async function hashOfDownload(url: string): Promise<Answer> {
  const { status, headers, body } = await call('GET', url);
  return { status, headers, body: status === 200 ? String(body).length : body };
}

/** Without what differs from one answer to the next. */
const bodyOf = ({ body }: Answer): string =>
  JSON.stringify(body, (key, value: unknown) =>
    ['trace_id', 'data_dir', 'port', 'id', 'created_at', 'port_set_by', 'model_id_of_prediction'].includes(
      key,
    )
      ? undefined
      : value,
  );

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 60), at + 60)} instead of ${other.slice(Math.max(0, at - 60), at + 60)}`;
}
