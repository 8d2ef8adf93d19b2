/** A checkpoint as the bytes of checkpoint.safetensors and back; a file that was damaged is refused. */
import type { Weights } from '../learning/engines/engine.ts';
import type { StoredTensor } from '../learning/files/safetensors.ts';
import { decodeSealed, encodeSealed } from '../learning/files/sealed-safetensors.ts';
import {
  type CheckpointDescription,
  checkpointDescriptionSchema,
} from '../shared/contract/checkpoint-file.ts';
import type { Checkpoint, RunCheckpoint } from './checkpoint.ts';
import { judgedLoss } from './judged-loss.ts';
import type { BestEpoch } from './training-run.ts';

/** What came so far as the checkpoint says. */
export type CheckpointOrigin = Pick<CheckpointDescription, 'engine' | 'spec'>;

export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly origin: CheckpointOrigin;
}

type DescribedRun = CheckpointDescription['runs'][number];

const format: CheckpointDescription['format'] = 'cellwright-checkpoint-1';

/** All but the hash is done when it returns: what the training changes next is not in it. */
export function encodeCheckpoint(
  { epoch, runs }: Checkpoint,
  { engine, spec }: CheckpointOrigin,
): Promise<Uint8Array> {
  const tensors = new Map<string, StoredTensor>();
  for (const [index, { state, progress }] of runs.entries()) {
    addInto(tensors, `${index}/weights/`, state.weights);
    addInto(tensors, `${index}/first/`, state.firstMoments);
    addInto(tensors, `${index}/second/`, state.secondMoments);
    addInto(tensors, `${index}/best/`, progress.best.weights);
  }
  return encodeSealed(tensors, {
    format,
    engine,
    epoch: String(epoch),
    spec: JSON.stringify(spec),
    runs: JSON.stringify(runs.map(describeRun)),
  });
}

function describeRun({ state, progress, random }: RunCheckpoint): DescribedRun {
  const { latest, best, isOver } = progress;
  const { report, epochsRun, choiceLoss } = best;
  const described = { report, epochsRun, choice_loss: Number.isFinite(choiceLoss) ? choiceLoss : null };
  return { step: state.step, random, latest, best: described, isOver };
}

/** What a single precision engine holds needs no more: nothing is lost, and the file is half as big. */
function addInto(target: Map<string, StoredTensor>, prefix: string, tensors: Weights): void {
  for (const [name, { shape, values }] of tensors) {
    const isNarrow = values.every((value) => Math.fround(value) === value);
    target.set(prefix + name, { shape, values: isNarrow ? Float32Array.from(values) : values });
  }
}

/** Rejects with an Error in words where the bytes are damaged or no checkpoint that is known here. */
export async function decodeCheckpoint(bytes: Uint8Array): Promise<StoredCheckpoint> {
  const { tensors, metadata } = await decodeSealed(bytes);
  const { epoch, runs, engine, spec } = describedIn(metadata);
  const checkpoint = { epoch, runs: runs.map((run, index) => runOf(run, index, tensors)) };
  return { checkpoint, origin: { engine, spec } };
}

function describedIn(metadata: Readonly<Record<string, string>>): CheckpointDescription {
  const parsed = checkpointDescriptionSchema.safeParse({
    ...metadata,
    epoch: Number(metadata['epoch']),
    runs: JSON.parse(metadata['runs'] ?? 'null') as unknown,
    spec: JSON.parse(metadata['spec'] ?? 'null') as unknown,
  });
  if (!parsed.success)
    throw new Error('the file is no checkpoint that is known here', { cause: parsed.error });
  return parsed.data;
}

function runOf(
  { step, random, latest, best, isOver }: DescribedRun,
  index: number,
  tensors: ReadonlyMap<string, StoredTensor>,
): RunCheckpoint {
  const part = (name: string): Weights => withPrefix(tensors, `${index}/${name}/`);
  return {
    state: { weights: part('weights'), firstMoments: part('first'), secondMoments: part('second'), step },
    progress: { latest, best: bestOf(best, part('best')), isOver },
    random,
  };
}

function bestOf(
  { report, epochsRun, choice_loss: choice }: DescribedRun['best'],
  weights: Weights,
): BestEpoch {
  return { report, epochsRun, weights, choiceLoss: choice ?? judgedLoss(report) };
}

function withPrefix(tensors: ReadonlyMap<string, StoredTensor>, prefix: string): Weights {
  const entries = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(
    entries.map(([name, { shape, values }]) => [
      name.slice(prefix.length),
      { shape, values: Float64Array.from(values) },
    ]),
  );
}
