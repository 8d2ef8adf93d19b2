/**
 * Data files on their way in: each is read as an import would read it, shown, answered for, and only then imported. A few
 * at a time; a file whose answers change while it is read is read once more.
 */
import { createStore, type StoreApi } from 'zustand';
import { noAnswers, type ReviewChange, type ReviewedFile, type ReviewState } from './reviewed-file.ts';
import { createReviewWork, type ReviewParts } from './review-work.ts';

export interface ReviewStore {
  readonly state: StoreApi<ReviewState>;
  readonly start: (files: readonly File[], given?: Pick<ReviewChange, 'skippedRepairs'>) => void;
  /** What changes the reading has the files read again. */
  readonly change: (ids: readonly number[], change: ReviewChange) => void;
  readonly readAgain: (ids: readonly number[]) => void;
  readonly importFiles: (ids: readonly number[]) => void;
  readonly tick: (key: string, isTicked: boolean) => void;
  readonly forget: (ids: readonly number[]) => void;
  /** Forgets what is not on its way. */
  readonly clear: () => void;
}

export function createReviewStore(
  client: ReviewParts['client'],
  batteries: ReviewParts['batteries'],
): ReviewStore {
  const state = createStore<ReviewState>(() => ({ files: [], ticked: new Set() }));
  const { wake, patch } = createReviewWork({ state, client, batteries });
  let lastId = 0;
  const readAgain = (ids: readonly number[]): void => {
    patch(ids, ({ phase }) => (phase === 'importing' || phase === 'imported' ? {} : { phase: 'waiting' }));
    wake();
  };
  return {
    state,
    start: (files, given = {}) => {
      const added = files.map((file): ReviewedFile => {
        lastId += 1;
        return { ...newFile, id: lastId, file, ...given };
      });
      state.setState((before) => ({ files: [...before.files, ...added] }));
      wake();
    },
    change: (ids, change) => {
      patch(ids, (one) => ({ ...change, answers: { ...one.answers, ...change.answers } }));
      if (changesReading(change)) readAgain(ids);
    },
    readAgain,
    importFiles: (ids) => {
      patch(ids, () => ({ phase: 'importing', error: null }));
      wake();
    },
    tick: (key, isTicked) => state.setState(({ ticked }) => ({ ticked: withKey(ticked, key, isTicked) })),
    forget: (ids) => state.setState(({ files }) => ({ files: files.filter(({ id }) => !ids.includes(id)) })),
    clear: () =>
      state.setState(({ files }) => ({
        files: files.filter(({ phase }) => phase === 'importing'),
        ticked: new Set(),
      })),
  };
}

function withKey(keys: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const others = [...keys].filter((other) => other !== key);
  return new Set(isIn ? [...others, key] : others);
}

const newFile: Omit<ReviewedFile, 'id' | 'file'> = {
  phase: 'waiting',
  answers: noAnswers,
  mapping: null,
  skippedRepairs: [],
  preview: null,
  error: null,
  isChosen: true,
  keepsGuess: false,
  cells: [],
};

const changesReading = ({ mapping, skippedRepairs, answers }: ReviewChange): boolean =>
  mapping !== undefined ||
  skippedRepairs !== undefined ||
  answers?.nominalCapacity !== undefined ||
  answers?.endOfLife !== undefined;
