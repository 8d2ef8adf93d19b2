/**
 * ONNX files of models, made when somebody first asks and kept beside the model as `<file>.onnx`. One of an earlier start
 * is made anew: so none of them is given out by another version of the program than the one that wrote it. Decoding and
 * encoding a large model takes half a second, so a thread does it.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/app-error.ts';
import { DamagedFile, hashOfFile } from '../../stored-cells/stored-file.ts';
import { limitConcurrency } from '../processes/limit-concurrency.ts';
import {
  type OnnxAnswer,
  onnxAnswerSchema,
  type OnnxRequest,
} from '../../shared/contract/onnx-thread-messages.ts';

export interface OnnxFiles {
  /**
   * Path of the ONNX file of the model file at `modelPath`, whose SHA-256 is `modelHash` where that is known. Throws
   * DamagedFile where it is not, INVALID_FILE_FORMAT for a file that is no model.
   */
  provide(modelPath: string, modelHash: string | null): Promise<string>;
  /** Also what is being made of it at this moment. A file that is gone already is as good as removed. */
  remove(modelPath: string): Promise<void>;
  /** Ends all threads; their requests fail, and so do later ones. */
  stop(): Promise<void>;
}

export interface OnnxFilesOptions {
  /** The thread's entry: `out/main/onnx-thread.js`, or its source in tests. */
  readonly modulePath: string;
  readonly timeLimitMs?: number;
}

export function createOnnxFiles({ modulePath, timeLimitMs = 60_000 }: OnnxFilesOptions): OnnxFiles {
  const threads = new Set<Worker>();
  const beingMade = new Map<string, Promise<string>>();
  /** By path: the hash that it had. */
  const madeHere = new Map<string, string>();
  let isStopped = false;
  const make = limitConcurrency(1, async ({ modelPath, modelHash }: Wanted): Promise<string> => {
    if (isStopped)
      throw new AppError('SHUTTING_DOWN', 'The program is shutting down; download again after its start');
    const onnxPath = onnxPathOf(modelPath);
    if (await isAsMade(onnxPath, madeHere.get(onnxPath))) return onnxPath;
    const thread = new Worker(modulePath, {
      workerData: { modelPath, modelHash, onnxPath } satisfies OnnxRequest,
    });
    threads.add(thread);
    try {
      madeHere.set(onnxPath, hashOrRefusal(await converse(thread, timeLimitMs), modelPath));
      return onnxPath;
    } finally {
      threads.delete(thread);
    }
  });
  return {
    provide: (modelPath, modelHash) => {
      const begun = beingMade.get(modelPath);
      if (begun) return begun;
      const made = make({ modelPath, modelHash }).finally(() => beingMade.delete(modelPath));
      beingMade.set(modelPath, made);
      return made;
    },
    remove: async (modelPath) => {
      await beingMade.get(modelPath)?.catch(() => undefined);
      await rm(onnxPathOf(modelPath), { force: true, maxRetries: 3 });
    },
    stop: async () => {
      isStopped = true;
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

interface Wanted {
  readonly modelPath: string;
  readonly modelHash: string | null;
}

const onnxPathOf = (modelPath: string): string => `${modelPath.replace(/\.safetensors$/, '')}.onnx`;

/** What the thread said; rejects where it broke, or ended without a word. */
async function converse(thread: Worker, timeLimitMs: number): Promise<OnnxAnswer> {
  let isTooSlow = false;
  const timer = setTimeout(() => {
    isTooSlow = true;
    void thread.terminate();
  }, timeLimitMs);
  try {
    return await new Promise<OnnxAnswer>((accept, reject) => {
      thread.once('message', (answer) => accept(onnxAnswerSchema.parse(answer)));
      thread.once('error', reject);
      thread.once('exit', () => reject(isTooSlow ? tooSlow(timeLimitMs) : lost()));
    });
  } finally {
    clearTimeout(timer);
  }
}

const tooSlow = (timeLimitMs: number): AppError =>
  new AppError(
    'TOO_SLOW',
    `Writing the model as ONNX took longer than ${timeLimitMs / 1000} s and was given up`,
  );

const lost = (): AppError =>
  new AppError('PROCESS_LOST', 'What writes the model as ONNX ended unexpectedly. Download it again');

function hashOrRefusal(answer: OnnxAnswer, modelPath: string): string {
  if (answer.type === 'refused') throw new AppError('INVALID_FILE_FORMAT', answer.message);
  if (answer.type === 'damaged') throw new DamagedFile(modelPath);
  return answer.hash;
}

/** Whatever became of it since is made good by making it anew. */
const isAsMade = async (path: string, hash: string | undefined): Promise<boolean> =>
  hash !== undefined && existsSync(path) && (await hashOfFile(path)) === hash;
