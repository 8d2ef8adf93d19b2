/** How the names of a table are to be understood. */
import type { ImportMapping, SavedMapping } from '../../shared/contract/import-mapping.ts';

/** A mapping that is remembered by the names of all columns. */
type KnownMapping = Pick<SavedMapping, 'name' | 'header' | 'mapping'>;

export interface HeaderRequest {
  /** null: a known one where the names are the same, else by the names. */
  readonly mapping: ImportMapping | null;
  readonly knownMappings: readonly KnownMapping[];
}
