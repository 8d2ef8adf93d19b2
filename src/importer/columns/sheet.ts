/** What a reader hands on of a file of rows, whatever its format. */
import type { ContentName } from '../../shared/contract/formats.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';

export interface SheetRow {
  /** Texts as they stand in the file, or numbers: NaN where there is none. */
  readonly record: readonly (string | number)[];
  /** Where it stands in the file, from 1. */
  readonly line: number;
}

/** Many rows at a time: one by one they would cost more than what is read of them. */
export type RowBatches = AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;

/** One table of a file, whatever it means: rows of cycles or samples, told apart by the names of its columns. */
export interface Sheet {
  /** What tells it from the other tables of the file; null where it is alone. */
  readonly label: string | null;
  /** null: they stand among the first rows. */
  readonly columnNames: readonly string[] | null;
  /** To be read once, to the end or not at all. Throws INVALID_FILE_FORMAT where the file is damaged. */
  readonly batches: RowBatches;
  /** What `line` counts: lines of a text, rows of a matrix. */
  readonly lineName: 'line' | 'row';
  /** A comma in a text is a decimal point. */
  readonly hasDecimalComma: boolean;
  /** What the report calls it. */
  readonly content: { readonly ofCycles: ContentName; readonly ofSamples: ContentName };
  /** The capacity is the instrument's own counter, whose unit and meaning are known: believed before the integral. */
  readonly hasInstrumentsCounter?: true;
  /** What the reader noticed. */
  readonly entries: readonly QualityEntry[];
}

/** A sheet whose columns have names: its rows are those below them. */
export interface NamedSheet extends Sheet {
  readonly columnNames: readonly string[];
}
