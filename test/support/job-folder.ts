/** A job folder as the main process would leave it for a trainer. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { encodeSafetensors } from '../../src/learning/files/safetensors.ts';
import type { Algorithm } from '../../src/shared/contract/hyperparams.ts';
import { type JobSpec, jobSpecSchema } from '../../src/shared/contract/job-spec.ts';

export interface JobWish {
  readonly algorithm?: Algorithm;
  readonly hyperparams?: Readonly<Record<string, unknown>>;
}

export function jobSpecOf(cells: readonly MeasuredCell[], wish: JobWish = {}): JobSpec {
  return jobSpecSchema.parse({
    format: 1,
    job_id: 1,
    program_version: '0.0.0-test',
    cells: cells.map(({ cell }) => cell),
    thread_limit: 1,
    algorithm: wish.algorithm ?? 'baseline',
    hyperparams: wish.hyperparams ?? {},
  });
}

/** Answers its path, a new folder under the system's temporary one. */
export async function writeJobFolder(cells: readonly MeasuredCell[], wish: JobWish = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-job-'));
  await mkdir(join(folder, 'arrays'));
  const hashed = cells.map((measured) => ({
    ...measured,
    cell: { ...measured.cell, dataset_hash: createHash('sha256').update(arraysOf(measured)).digest('hex') },
  }));
  await writeFile(join(folder, 'spec.json'), JSON.stringify(jobSpecOf(hashed, wish)));
  for (const measured of hashed) {
    await writeFile(arraysPath(folder, measured.cell.dataset_hash), arraysOf(measured));
  }
  return folder;
}

export const arraysPath = (folder: string, datasetHash: string): string =>
  join(folder, 'arrays', `${datasetHash}.safetensors`);

export function arraysOf({ cell, cycleIndex, capacityAh, features }: MeasuredCell): Uint8Array {
  const rowCount = cycleIndex.length;
  const tensors = new Map([
    ['cycle_index', { shape: [rowCount], values: cycleIndex }],
    ['capacity_ah', { shape: [rowCount], values: capacityAh }],
    ['features', { shape: [rowCount, cell.feature_names.length], values: features }],
  ]);
  return encodeSafetensors(tensors, {});
}
