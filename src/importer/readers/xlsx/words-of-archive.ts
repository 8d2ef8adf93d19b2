/** Archives that are no workbook of Excel's present form: what they are, and the way out. */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { ZipFile } from '../zip/open-zip.ts';

const saveAsXlsx = 'save it as an Excel workbook (.xlsx) and import that';

const kinds: readonly (readonly [name: RegExp, issue: string])[] = [
  [/^xl\/workbook\.bin$/i, `found a binary Excel workbook (.xlsb); ${saveAsXlsx}`],
  [/^content\.xml$/i, `found an OpenDocument table; ${saveAsXlsx}`],
  [/^(word|ppt)\//i, 'found a text document or a presentation; export its table as CSV and import that'],
];

/** Throws INVALID_FILE_FORMAT where the file of that name, which tells the sheets, is not in it. */
export function refuseOtherArchive({ entries }: ZipFile, workbookPath: string): void {
  const known = kinds.find(([pattern]) => entries.some(({ name }) => pattern.test(name)));
  if (known) throw invalidFile(known[1]);
  const isThere = entries.some(({ name }) => name.replaceAll('\\', '/').toLowerCase() === workbookPath.toLowerCase());
  if (isThere) return;
  const [first] = entries;
  throw invalidFile(
    `expected an Excel workbook, found a ZIP archive ${first ? `with "${first.name.slice(0, 60)}"` : 'with nothing in it'}; unpack it and import the file in it`,
  );
} // prettier-ignore
