/** Recognises what a MATLAB file keeps of batteries: cells with their curves, or a table with a row for each cycle. */
import { AppError } from '../../../shared/domain/app-error.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { RawCell } from '../../../cells/cycles/raw-cell.ts';
import { batchCells, findBatch } from './batch-cells.ts';
import type { MatVariable } from './mat-value.ts';
import { findNasaCycles, nasaCell } from './nasa-cell.ts';
import { columnsOfStruct, columnsOfValues, type MatTable, type NamedValue } from './plain-tables.ts';
import { type MatFile, readMatFile } from './read-mat-file.ts';
import { wordsOfUnknown } from './words-of-unknown.ts';

export type MatContent =
  | { readonly kind: 'raw'; readonly format: MatFile['format']; readonly cells: readonly RawCell[] }
  | { readonly kind: 'table'; readonly format: MatFile['format']; readonly tables: readonly MatTable[] };

/** Throws INVALID_FILE_FORMAT, with the place in the file or the variables that were found. */
export async function cellsOfMat(path: string, filename: string): Promise<MatContent> {
  const file = await readMatFile(path);
  try {
    return await contentOf(file, filename);
  } catch (error) {
    throw error instanceof AppError ? error : invalidFile('the MATLAB file is damaged', error);
  } finally {
    await file.close();
  }
}

async function contentOf({ format, variables }: MatFile, filename: string): Promise<MatContent> {
  const values = await readStructs(variables);
  const cells = rawCells(values);
  if (cells.length > 0) return { kind: 'raw', format, cells };
  const tables = tablesOf([...values, ...(await readOthers(variables))]);
  if (tables.length > 0) return { kind: 'table', format, tables };
  throw invalidFile(wordsOfUnknown(filename, variables, values));
}

/** Whatever has a layout is a struct; large arrays beside it are not even read. */
async function readStructs(variables: readonly MatVariable[]): Promise<readonly NamedValue[]> {
  return readAll(variables.filter((variable) => variable.class === 'struct'));
}

async function readOthers(variables: readonly MatVariable[]): Promise<readonly NamedValue[]> {
  return readAll(variables.filter((variable) => variable.class !== 'struct'));
}

async function readAll(variables: readonly MatVariable[]): Promise<readonly NamedValue[]> {
  const values: NamedValue[] = [];
  for (const variable of variables) values.push({ name: variable.name, value: await variable.read() });
  return values;
}

function rawCells(values: readonly NamedValue[]): readonly RawCell[] {
  const nasa = values.flatMap(({ name, value }) => {
    const cycles = findNasaCycles(value);
    return cycles ? [{ name, cycles }] : [];
  });
  const batches = values.flatMap(({ value }) => findBatch(value) ?? []);
  return [
    ...nasa.map(({ name, cycles }) => nasaCell(cycles, nasa.length === 1 ? null : name)),
    ...batches.flatMap((batch) => batchCells(batch)),
  ];
}

function tablesOf(values: readonly NamedValue[]): readonly MatTable[] {
  const structs = values.flatMap(({ name, value }) => {
    const columns = value.kind === 'struct' ? columnsOfStruct(value) : undefined;
    return columns ? [{ label: name, ...columns }] : [];
  });
  const columns = columnsOfValues(values.filter(({ value }) => value.kind !== 'struct'));
  const tables = [...structs, ...(columns ? [{ label: 'variables', ...columns }] : [])];
  return tables.length === 1 ? tables.map((table) => ({ ...table, label: null })) : tables;
}
