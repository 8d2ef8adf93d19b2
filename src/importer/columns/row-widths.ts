/**
 * Rows have a value for each column name. One that is too short may have lost half a number anywhere, so it is refused;
 * only at the end of the sheet it is the line in which the copy of a running test ended, or a footer, and is left out.
 */
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import { requireRepair, type SkippedRepairs } from '../../cells/quality/required-repair.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';
import type { NamedSheet, SheetRow } from './sheet.ts';

export interface RowWidths {
  /** Whether the row may be read. Throws INVALID_FILE_FORMAT, with the line, for one that does not fit the names. */
  isWhole(row: SheetRow): boolean;
  /** To be asked after the last row. Throws INVALID_FILE_FORMAT where what was cut may not be left out. */
  finish(skipped: SkippedRepairs): readonly QualityEntry[];
}

/** A footer is no longer. */
const maxCutRows = 20;

export function createRowWidths({ columnNames, lineName }: NamedSheet): RowWidths {
  const columnCount = columnNames.findLastIndex((name) => name.trim() !== '') + 1;
  const cut: SheetRow[] = [];
  let wholeCount = 0;
  const words = ({ record, line }: SheetRow): string =>
    `expected ${columnCount} values, one for each column name, found ${record.length}; ${lineName} ${line}`;
  const refuse = (row: SheetRow): Error => invalidFile(words(row));
  return {
    isWhole: (row) => {
      const { record } = row;
      if (record.length > columnCount && hasSurplus(record, columnCount)) throw refuse(row);
      if (record.length < columnCount) {
        cut.push(row);
        if (cut.length > maxCutRows) throw refuse(cut[0] ?? row);
        return false;
      }
      const [first] = cut;
      if (first) throw refuse(first);
      wholeCount += 1;
      return true;
    },
    finish: (skipped) => {
      const [first] = cut;
      if (!first) return [];
      if (wholeCount === 0) throw refuse(first);
      requireRepair('drop_cut_rows', skipped, words(first));
      return [cutEntry(cut, columnCount, lineName)];
    },
  };
}

const hasSurplus = (record: SheetRow['record'], columnCount: number): boolean =>
  record.slice(columnCount).some((value) => String(value).trim() !== '');

function cutEntry(cut: readonly SheetRow[], columnCount: number, lineName: string): QualityEntry {
  const [first] = cut;
  const message =
    cut.length === 1
      ? `The file ends in the middle of a line, which is left out: ${first?.record.length ?? 0} of ${columnCount} values, ${lineName} ${first?.line ?? 0}.`
      : `Left out ${cut.length} short lines at the end of the file, from ${lineName} ${first?.line ?? 0} on.`;
  return qualityEntry('rows_dropped', 'warning', message, { count: cut.length, repair: 'drop_cut_rows' });
}
