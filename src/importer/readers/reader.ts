/** What it takes to read another file format: a file's first bytes recognised, and its rows or its curves handed on. */
import type { RawFile } from '../../cells/cycles/raw-file.ts';
import type { FormatName } from '../../shared/contract/formats.ts';
import type { Sheet } from '../columns/sheet.ts';

export interface SourceFile {
  readonly path: string;
  /** As the user calls it. */
  readonly filename: string;
}

export type FileContent =
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'raw'; readonly file: RawFile };

export interface Reader {
  /** Those of the contract's table that it reads. */
  readonly formats: readonly FormatName[];
  /** `head`: the first 64 KiB. The name counts only where they say nothing. */
  readonly recognises: (head: Uint8Array, filename: string) => boolean;
  /** Throws INVALID_FILE_FORMAT, with the place, for what it recognises and cannot read. */
  readonly read: (file: SourceFile) => Promise<FileContent>;
}
