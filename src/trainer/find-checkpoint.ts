/** Where a training that was broken off goes on: from the newest checkpoint that can be read and is of this job. */
import { methodOf, planForMethod } from '../learning/methods/index.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { Checkpoint, RunCheckpoint } from './checkpoint.ts';
import { type CheckpointOrigin, decodeCheckpoint, type StoredCheckpoint } from './checkpoint-file.ts';
import { information, type LogText, warning } from './log-text.ts';
import { specDifferences } from './spec-differences.ts';
import type { TrainerHost } from './trainer-host.ts';
import type { TrainingRun } from './training-run.ts';

export interface FoundCheckpoint {
  /** Undefined: from the beginning. */
  readonly checkpoint: Checkpoint | undefined;
  /** What follows has, to the bit, the numbers of a training that was never broken off. */
  readonly hasSameBits: boolean;
  readonly lines: readonly LogText[];
}

type Origin = CheckpointOrigin;

/** `origin`: what trains now. Never rejects: what cannot be used is said, and passed over. */
export async function findCheckpoint(
  host: Pick<TrainerHost, 'readCheckpoint'>,
  runs: readonly TrainingRun[],
  origin: Origin,
): Promise<FoundCheckpoint> {
  const lines: LogText[] = [];
  for (const which of ['newest', 'older'] as const) {
    try {
      const bytes = await host.readCheckpoint(which);
      if (bytes === undefined) continue;
      const stored = await decodeCheckpoint(bytes);
      refuseOthers(stored, runs, origin.spec);
      return found(stored, origin, lines);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      lines.push(warning(`The ${which} checkpoint of this job cannot be used: ${reason}`));
    }
  }
  if (lines.length > 0) lines.push(warning('The training starts from the beginning'));
  return { checkpoint: undefined, hasSameBits: false, lines };
}

function found(
  { checkpoint, origin: before }: StoredCheckpoint,
  now: Origin,
  passedOver: readonly LogText[],
): FoundCheckpoint {
  const doubts = changesInWords(before, now);
  const { epochs } = now.spec.hyperparams;
  const goesOn = information(`Goes on after epoch ${checkpoint.epoch} of ${epochs}, from its checkpoint`);
  return {
    checkpoint,
    hasSameBits: doubts === null,
    lines: [...passedOver, goesOn, ...(doubts === null ? [] : [warning(doubts)])],
  };
}

/** The work of days is worth more than its last bits: it goes on, and says so. Null where nothing changed. */
function changesInWords(before: Origin, now: Origin): string | null {
  const changes = [
    ['version', before.spec.program_version, now.spec.program_version],
    ['engine', before.engine, now.engine],
  ].filter(([, was, is]) => was !== is);
  if (changes.length === 0) return null;
  const words = changes.map(([what = '', was = '', is = '']) => `by ${what} ${was}, and goes on with ${is}`);
  return (
    `This training was begun ${words.join(' and ')}: ` +
    'it may differ a little from one that was never broken off'
  );
}

/** Throws an Error in words where it is of another job, or its networks have other shapes. */
function refuseOthers({ checkpoint, origin }: StoredCheckpoint, runs: readonly TrainingRun[], now: JobSpec) {
  const differences = specDifferences(origin.spec, now);
  if (differences.length > 0) throw new Error(`it is of another training: ${differences.join('; ')}`);
  const { recorded_epoch: recorded = Infinity } = now;
  if (checkpoint.epoch > recorded) {
    throw new Error(
      `it is of epoch ${checkpoint.epoch}, and the epochs after ${recorded} were never recorded`,
    );
  }
  if (checkpoint.runs.length !== runs.length) {
    throw new Error(`it holds ${checkpoint.runs.length} runs, this training has ${runs.length}`);
  }
  for (const [at, one] of checkpoint.runs.entries()) refuseOtherShapes(one, runs[at]);
}

function refuseOtherShapes({ state, progress }: RunCheckpoint, run: TrainingRun | undefined): void {
  if (!run) return;
  const { plan } = run.job;
  const { weights, firstMoments, secondMoments } = state;
  for (const { name, shape } of methodOf(plan.choice).weights(planForMethod(plan))) {
    for (const part of [weights, firstMoments, secondMoments, progress.best.weights]) {
      const stored = part.get(name)?.shape;
      if (String(stored) === String(shape)) continue;
      throw new Error(
        `its ${name} is ${stored ? `[${stored.join(', ')}]` : 'missing'}, not [${shape.join(', ')}]`,
      );
    }
  }
}
