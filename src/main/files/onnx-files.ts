/**
 * ONNX files of models, made when somebody first asks and kept beside the model as `<file>.onnx`. One of an earlier start
 * is made anew: so none of them is given out by another version of the program than the one that wrote it. Decoding and
 * encoding a large model takes half a second, so a thread does it.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/app-error.ts';
import { limitConcurrency } from '../processes/limit-concurrency.ts';
import {
  type OnnxAnswer,
  onnxAnswerSchema,
  type OnnxRequest,
} from '../../shared/contract/onnx-thread-messages.ts';

export interface OnnxFiles {
  /** Path of the ONNX file of the model file at `modelPath`. Throws INVALID_FILE_FORMAT for a file that is no model. */
  provide(modelPath: string): Promise<string>;
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
  const madeHere = new Set<string>();
  let isStopped = false;
  const make = limitConcurrency(1, async (modelPath: string): Promise<string> => {
    if (isStopped)
      throw new AppError('SHUTTING_DOWN', 'The program is shutting down; download again after its start');
    const onnxPath = onnxPathOf(modelPath);
    if (madeHere.has(onnxPath) && existsSync(onnxPath)) return onnxPath;
    const thread = new Worker(modulePath, { workerData: { modelPath, onnxPath } satisfies OnnxRequest });
    threads.add(thread);
    try {
      refuseUnlessWritten(await converse(thread, timeLimitMs));
      madeHere.add(onnxPath);
      return onnxPath;
    } finally {
      threads.delete(thread);
    }
  });
  return {
    provide: (modelPath) => {
      const begun = beingMade.get(modelPath);
      if (begun) return begun;
      const made = make(modelPath).finally(() => beingMade.delete(modelPath));
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

function refuseUnlessWritten(answer: OnnxAnswer): void {
  if (answer.type === 'refused') throw new AppError('INVALID_FILE_FORMAT', answer.message);
}
