/** One data file under review, and what was answered of it. */
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ImportMapping } from '../../../shared/contract/import-mapping.ts';
import type { ImportPreview } from '../../../shared/contract/import-preview.ts';
import type { RepairName } from '../../../shared/contract/quality.ts';
import type { ClientError } from '../client/client-error.ts';

/** What people know better than the file; as typed, '' where nothing is said. */
export interface ReviewAnswers {
  /** Ah */
  readonly nominalCapacity: string;
  /** Percent of nominal */
  readonly endOfLife: string;
  readonly manufacturer: string;
  readonly chemistry: string;
  /** Degrees Celsius */
  readonly temperature: string;
}

export type ReviewPhase = 'waiting' | 'reading' | 'read' | 'failed' | 'importing' | 'imported';

export interface ReviewedFile {
  readonly id: number;
  readonly file: File;
  readonly phase: ReviewPhase;
  readonly answers: ReviewAnswers;
  readonly mapping: ImportMapping | null;
  readonly skippedRepairs: readonly RepairName[];
  /** The latest, also while it is read again; null before the first. */
  readonly preview: ImportPreview | null;
  readonly error: ClientError | null;
  /** false: it shall not be imported. */
  readonly isChosen: boolean;
  /** Each cell keeps the nominal capacity that was guessed for it. */
  readonly keepsGuess: boolean;
  /** What became of it. */
  readonly cells: readonly Battery[];
}

export type ReviewChange = Partial<
  Pick<ReviewedFile, 'mapping' | 'skippedRepairs' | 'isChosen' | 'keepsGuess'> & {
    answers: Partial<ReviewAnswers>;
  }
>;

export interface ReviewState {
  readonly files: readonly ReviewedFile[];
  /** Warnings that somebody has seen, by file and code. */
  readonly ticked: ReadonlySet<string>;
}

export const noAnswers: ReviewAnswers = { nominalCapacity: '', endOfLife: '', manufacturer: '', chemistry: '', temperature: '' }; // prettier-ignore
