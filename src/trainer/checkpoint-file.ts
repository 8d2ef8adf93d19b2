/** A checkpoint as the bytes of checkpoint.safetensors and back; a file that was damaged is refused. */
import type { Weights } from '../learning/engines/engine.ts';
import type { StoredTensor } from '../learning/files/safetensors.ts';
import { decodeSealed, encodeSealed } from '../learning/files/sealed-safetensors.ts';
import {
  type CheckpointDescription,
  checkpointDescriptionSchema,
} from '../shared/contract/checkpoint-file.ts';
import type { Checkpoint, RunCheckpoint } from './checkpoint.ts';

type DescribedRun = CheckpointDescription['runs'][number];

const format: CheckpointDescription['format'] = 'cellwright-checkpoint-1';

export function encodeCheckpoint({ epoch, runs }: Checkpoint): Promise<Uint8Array> {
  const tensors = new Map<string, StoredTensor>();
  for (const [index, { state, progress }] of runs.entries()) {
    addInto(tensors, `${index}/weights/`, state.weights);
    addInto(tensors, `${index}/first/`, state.firstMoments);
    addInto(tensors, `${index}/second/`, state.secondMoments);
    addInto(tensors, `${index}/best/`, progress.best.weights);
  }
  const described = runs.map(describeRun);
  return encodeSealed(tensors, { format, epoch: String(epoch), runs: JSON.stringify(described) });
}

function describeRun({ state, progress, random }: RunCheckpoint): DescribedRun {
  const { latest, best, isOver } = progress;
  const { report, epochsRun } = best;
  return { step: state.step, random, latest, best: { report, epochsRun }, isOver };
}

/** What a single precision engine holds needs no more: nothing is lost, and the file is half as big. */
function addInto(target: Map<string, StoredTensor>, prefix: string, tensors: Weights): void {
  for (const [name, { shape, values }] of tensors) {
    const isNarrow = values.every((value) => Math.fround(value) === value);
    target.set(prefix + name, { shape, values: isNarrow ? Float32Array.from(values) : values });
  }
}

/** Rejects with an Error in words where the bytes are damaged or no checkpoint that is known here. */
export async function decodeCheckpoint(bytes: Uint8Array): Promise<Checkpoint> {
  const { tensors, metadata } = await decodeSealed(bytes);
  const { epoch, runs } = describedIn(metadata);
  return { epoch, runs: runs.map((run, index) => runOf(run, index, tensors)) };
}

function describedIn({ format: name, epoch, runs }: Readonly<Record<string, string>>): CheckpointDescription {
  const parsed = checkpointDescriptionSchema.safeParse({
    format: name,
    epoch: Number(epoch),
    runs: JSON.parse(runs ?? 'null') as unknown,
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
    progress: { latest, best: { ...best, weights: part('best') }, isOver },
    random,
  };
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
