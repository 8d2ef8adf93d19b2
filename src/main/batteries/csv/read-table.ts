/** Streams a CSV file into a table of numbers. */
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { invalidFile } from '../invalid-file.ts';
import {
  collectTable,
  type CsvRecord,
  type TableCollector,
  type TableLimits,
  type TableRows,
} from './collect-table.ts';
import { assignColumnRoles, type ColumnRoles } from './column-roles.ts';
import { detectText, type TextForm } from './detect-text.ts';
import { parseNumber } from './parse-number.ts';

export interface Table extends TableRows {
  readonly roles: ColumnRoles;
  /** What was left out or assumed, in words. */
  readonly notes: readonly string[];
}

/** Larger than any cell that was cycled, small enough for the importer's memory. */
const tableLimits: TableLimits = {
  maxColumns: 1000,
  maxRows: 500_000,
  maxValues: 10_000_000,
  maxCells: 200,
};

/** Throws INVALID_FILE_FORMAT, with the line, where the file is no table with a capacity. */
export async function readTable(
  file: { readonly path: string; readonly filename: string },
  limits: TableLimits = tableLimits,
): Promise<Table> {
  const form = await detectText(file.path, file.filename);
  let table: { readonly roles: ColumnRoles; readonly collector: TableCollector } | undefined;
  try {
    for await (const value of openRecords(file.path, form)) {
      const record = value as CsvRecord;
      if (table) table.collector.add(record);
      else table = startTable(record, form, limits);
    }
  } catch (error) {
    throw error instanceof CsvError ? invalidFile(wordsOfCsvError(error), error) : error;
  }
  if (!table) throw invalidFile('expected a line with column names, found nothing but empty lines');
  const { roles, collector } = table;
  return { roles, ...collector.finish(), notes: [...roles.notes, ...notesOnText(form, roles)] };
}

function openRecords(path: string, form: TextForm): AsyncIterable<unknown> {
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
  return source.pipe(parser);
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

function startTable(first: CsvRecord, form: TextForm, limits: TableLimits) {
  const hasDecimalComma = form.delimiter !== ',';
  const header = first.record;
  if (header.length > limits.maxColumns) {
    throw invalidFile(`expected at most ${limits.maxColumns} columns, found ${header.length}; line 1`);
  }
  if (header.every((name) => parseNumber(name, hasDecimalComma) !== undefined)) {
    throw invalidFile(`expected a line with column names, found numbers; line ${first.info.lines}`);
  }
  const roles = assignColumnRoles(header);
  return { roles, collector: collectTable({ roles, columnCount: header.length, hasDecimalComma, limits }) };
}

function notesOnText(form: TextForm, roles: ColumnRoles): readonly string[] {
  return [
    ...(form.encoding === 'latin1' ? ['The file is not UTF-8; it was read as Western European text.'] : []),
    ...(roles.capacity.unitsPerAmpereHour === 1 ? [] : [`"${roles.capacity.name}" was converted to Ah.`]),
  ];
}
