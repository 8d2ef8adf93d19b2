/** A CSV file as records, streamed: the line of column names first. */
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import type { CsvRecord } from '../../columns/collect-table.ts';
import { detectText, refuseTooManyColumns, type TextForm } from './detect-text.ts';
import { parseNumber } from '../../columns/parse-number.ts';

export interface OpenCsv {
  readonly header: readonly string[];
  readonly headerLine: number;
  /** A comma is a decimal point. */
  readonly hasDecimalComma: boolean;
  /** To be read once, to the end or not at all. Throws INVALID_FILE_FORMAT where the text is no CSV. */
  readonly records: AsyncIterable<CsvRecord>;
  readonly entries: readonly QualityEntry[];
}

/** Throws INVALID_FILE_FORMAT where there are no column names. */
export async function openCsv(path: string): Promise<OpenCsv> {
  const form = await detectText(path);
  const hasDecimalComma = form.delimiter !== ',';
  const records = readRecords(path, form);
  const { value: first, done } = await records.next();
  if (done === true) throw invalidFile('expected a line with column names, found nothing but empty lines');
  const { record: header, info } = first;
  refuseTooManyColumns(header.length, form.headerLine);
  if (header.every((name) => parseNumber(name, hasDecimalComma) !== undefined)) {
    throw invalidFile(
      `expected a line with column names, such as cycle and capacity, found numbers; line ${info.lines}`,
    );
  }
  return { header, headerLine: info.lines, hasDecimalComma, records, entries: entriesOn(form) };
}

async function* readRecords(path: string, form: TextForm): AsyncGenerator<CsvRecord, void> {
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
    for await (const value of source.pipe(parser)) yield value as CsvRecord;
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
