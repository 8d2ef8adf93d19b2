/** CSV and its kin as one sheet, streamed. */
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import { parseNumber } from '../../columns/parse-number.ts';
import type { Sheet, SheetRow } from '../../columns/sheet.ts';
import type { Reader } from '../reader.ts';
import { kindOfBinary } from '../words-of-unreadable.ts';
import { detectText, refuseTooManyColumns, type TextForm } from './detect-text.ts';

export const csvReader: Reader = {
  formats: ['csv'],
  recognises: (head) => kindOfBinary(head) === undefined,
  read: async ({ path }) => ({ kind: 'sheets', sheets: [await openSheet(path)] }),
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Throws INVALID_FILE_FORMAT where there are no column names. */
async function openSheet(path: string): Promise<Sheet> {
  const form = await detectText(path);
  const hasDecimalComma = form.delimiter !== ',';
  const rows = readRows(path, form);
  const { value: first, done } = await rows.next();
  if (done === true) throw invalidFile('expected a line with column names, found nothing but empty lines');
  const { record: columnNames, line } = first;
  refuseTooManyColumns(columnNames.length, form.headerLine);
  if (columnNames.every((name) => parseNumber(name, hasDecimalComma) !== undefined)) {
    throw invalidFile(
      `expected a line with column names, such as cycle and capacity, found numbers; line ${line}`,
    );
  }
  return {
    label: null,
    columnNames: columnNames.map(String),
    rows,
    lineName: 'line',
    hasDecimalComma,
    content: { ofCycles: 'csv_cycles', ofSamples: 'csv_time_series' },
    entries: entriesOn(form),
  };
}

async function* readRows(path: string, form: TextForm): AsyncGenerator<SheetRow, void> {
  const parser = parse({
    delimiter: form.delimiter,
    bom: true,
    from_line: form.headerLine,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_empty_values: true,
    max_record_size: 1_000_000,
  });
  const source = createReadStream(path, { encoding: form.encoding });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const value of source.pipe(parser)) {
      const { record, info } = value as CsvRecord;
      yield { record, line: info.lines };
    }
  } catch (error) {
    throw error instanceof CsvError ? invalidFile(wordsOfCsvError(error), error) : error;
  } finally {
    source.destroy();
  }
}

function wordsOfCsvError(error: CsvError): string {
  const line = typeof error['lines'] === 'number' ? `; line ${error['lines']}` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return `expected a closing quotation mark, found the end of the file${line}`;
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `expected rows of less than 1 MB, found a longer one (a quotation mark left open?)${line}`;
  }
  return `expected CSV, found something that is not: ${error.message}`;
}

function entriesOn(form: TextForm): readonly QualityEntry[] {
  if (form.encoding !== 'latin1') return [];
  return [qualityEntry('other', 'info', 'The file is not UTF-8; it was read as Western European text.')];
}
