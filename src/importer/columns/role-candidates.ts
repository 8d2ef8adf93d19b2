/** Columns that may have a role, best first. */
import type { NumberColumn } from '../../cells/columns/column-roles.ts';
import type { ColumnRole } from '../../shared/contract/import-mapping.ts';

export interface RoleCandidates {
  readonly role: ColumnRole;
  /** `unit`: as the file calls it; null where it does not. */
  readonly columns: readonly (NumberColumn & { readonly unit?: string | null })[];
  /** The one that was taken, where it is not the first; null: none of them. */
  readonly taken?: NumberColumn | null | undefined;
}
