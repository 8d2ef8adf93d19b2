/** The rows of one sheet, streamed. */
import type { SheetRow } from '../../columns/sheet.ts';
import { unpackEntry } from '../zip/unpack-entry.ts';
import type { Workbook, WorkbookSheet } from './open-workbook.ts';
import { createSheetRows } from './sheet-rows.ts';

/** Throws INVALID_FILE_FORMAT, with the row or the file within the archive, where the sheet is damaged. */
export async function* readRows(
  { zip, strings, kinds }: Workbook,
  { entry }: WorkbookSheet,
): AsyncGenerator<readonly SheetRow[], void> {
  const rows = createSheetRows({ strings, kinds, where: entry.name });
  for await (const bytes of unpackEntry(zip, entry)) yield rows.push(bytes);
  rows.end();
}
