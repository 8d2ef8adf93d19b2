/** At the start: what an earlier run left behind goes to the trash, and one line says so. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cellFileName } from '../../stored-cells/cell-file.ts';
import { curvesFileName } from '../../stored-cells/curves-file.ts';
import { findLeftovers, type LeftoverRule } from '../files/find-leftovers.ts';
import { moveToTrash } from '../files/trash.ts';

/** Names that rows know, read at the start of the sweep. */
export interface KnownFiles {
  readonly datasetHashes: readonly string[];
  readonly modelFiles: readonly string[];
  readonly evaluationFiles: readonly string[];
  readonly jobIds: readonly number[];
}

export interface SweepParts {
  readonly dataDir: string;
  readonly known: KnownFiles;
  /** ms since 1970; what is younger belongs to somebody at work. */
  readonly startedAtMs: number;
  readonly seenDays: number;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/** Answers the paths that were moved. */
export async function sweepLeftovers(parts: SweepParts): Promise<readonly string[]> {
  const { dataDir, log, startedAtMs } = parts;
  for (const folder of ['arrays', 'models', 'evaluations', 'uploads']) {
    await mkdir(join(dataDir, folder), { recursive: true });
  }
  const leftovers = await findLeftovers(dataDir, rulesFor(parts.known), startedAtMs);
  if (leftovers.length === 0) return [];
  const now = new Date(startedAtMs).toISOString();
  const { name, paths, failures } = await moveToTrash(leftovers, { ...parts, now });
  for (const { path, error } of failures) log.warn({ err: error, path }, 'a leftover stays where it is');
  log.info({ trash: `trash/${name}`, files: paths.slice(0, 20) }, sentence(paths.length, name));
  return paths;
}

const sentence = (count: number, name: string): string =>
  `${count} ${count === 1 ? 'leftover' : 'leftovers'} of an earlier run moved to trash/${name}; its manifest says why`;

function rulesFor(known: KnownFiles): readonly LeftoverRule[] {
  const arrays = new Set(known.datasetHashes.flatMap((hash) => [cellFileName(hash), curvesFileName(hash)]));
  const models = new Set(known.modelFiles.flatMap((file) => [file, onnxNameOf(file)]));
  const evaluations = new Set(known.evaluationFiles);
  const jobs = new Set(known.jobIds.map(String));
  return [
    { folder: '.', isNeeded: () => false, why: 'half of a file that was being written' },
    { folder: 'arrays', isNeeded: (name) => arrays.has(name), why: 'no battery has these cycles' },
    { folder: 'models', isNeeded: (name) => models.has(name), why: 'no model has this file' },
    { folder: 'evaluations', isNeeded: (name) => evaluations.has(name), why: 'no evaluation has this file' },
    { folder: 'uploads', isNeeded: () => false, why: 'an upload that never ended' },
    { folder: 'jobs', isNeeded: (name) => jobs.has(name), why: 'there is no such job' },
  ];
}

const onnxNameOf = (file: string): string => `${file.replace(/\.safetensors$/, '')}.onnx`;
