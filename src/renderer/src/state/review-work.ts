/** Reads and imports the files of a review, a few at a time. */
import type { StoreApi } from 'zustand';
import type { Client } from '../client/client.ts';
import { fieldsOfAnswers } from '../forms/review-fields.ts';
import type { BatteriesStore } from './batteries-store.ts';
import { asClientError } from './loading.ts';
import type { ReviewedFile, ReviewPhase, ReviewState } from './reviewed-file.ts';
import { createWorkQueue } from './work-queue.ts';

export interface ReviewParts {
  readonly state: StoreApi<ReviewState>;
  readonly client: Pick<Client, 'preview' | 'upload'>;
  readonly batteries: Pick<BatteriesStore, 'put'>;
}

export type Patch = (ids: readonly number[], partOf: (one: ReviewedFile) => Partial<ReviewedFile>) => void;

/** As many as the program reads side by side. */
const atOnce = 2;

/** `wake`: files may wait or be on their way in. */
export function createReviewWork(parts: ReviewParts): { readonly wake: () => void; readonly patch: Patch } {
  const { state } = parts;
  const patch: Patch = (ids, partOf) =>
    state.setState(({ files }) => ({
      files: files.map((one) => (ids.includes(one.id) ? { ...one, ...partOf(one) } : one)),
    }));
  const atWork = new Set<number>();
  const next = (): (() => Promise<void>) | undefined => {
    const idle = state.getState().files.filter(({ id }) => !atWork.has(id));
    const one =
      idle.find(({ phase }) => phase === 'importing') ?? idle.find(({ phase }) => phase === 'waiting');
    if (!one) return undefined;
    atWork.add(one.id);
    return async () => {
      await (one.phase === 'importing' ? runImport(parts, patch, one) : runPreview(parts, patch, one));
      atWork.delete(one.id);
    };
  };
  return { wake: createWorkQueue(atOnce, next).wake, patch };
}

async function runPreview({ client }: ReviewParts, patch: Patch, one: ReviewedFile): Promise<void> {
  const finish = (part: Partial<ReviewedFile>): void =>
    patch([one.id], ({ phase }) => partAfter(phase, part));
  patch([one.id], () => ({ phase: 'reading' }));
  try {
    finish({ phase: 'read', error: null, preview: await client.preview(one.file, fieldsOfAnswers(one)) });
  } catch (error) {
    finish({ phase: 'failed', error: asClientError(error), preview: null });
  }
}

/** Answers that changed meanwhile have made it wait again, and it may be on its way in already: that stands. */
function partAfter(phase: ReviewPhase, part: Partial<ReviewedFile>): Partial<ReviewedFile> {
  if (phase === 'reading') return part;
  return phase === 'waiting' ? { ...part, phase } : {};
}

async function runImport({ client, batteries }: ReviewParts, patch: Patch, one: ReviewedFile): Promise<void> {
  try {
    const cells = await client.upload(one.file, fieldsOfAnswers(one));
    batteries.put(cells);
    patch([one.id], () => ({ phase: 'imported', cells }));
  } catch (error) {
    patch([one.id], () => ({ phase: 'failed', error: asClientError(error) }));
  }
}
