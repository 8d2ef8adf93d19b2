/** A table with one row per cycle, from whatever file. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import type { TableRows } from './collect-table.ts';
import type { ColumnRoles } from '../../cells/columns/column-roles.ts';

export interface Table extends TableRows {
  readonly roles: ColumnRoles;
  readonly format: Quality['format'];
  /** What `lines` counts: lines of a text, rows of a matrix. */
  readonly lineName: 'line' | 'row';
  /** What was left out or assumed. */
  readonly entries: readonly QualityEntry[];
}
