/** Which row holds the names, and which mapping counts: the one that was given, else one remembered for these very names. */
import type { ImportMapping } from '../../shared/contract/import-mapping.ts';
import { invalidMapping } from '../../shared/domain/invalid-file.ts';
import { findHeader, headerAt, type Header } from './find-header.ts';
import type { HeaderRequest } from './read-request.ts';
import type { SheetRow } from './sheet.ts';
import { unnest } from './unnest.ts';

type Texts = readonly string[];

export interface AppliedMapping {
  readonly mapping: ImportMapping;
  /** Under which it is remembered; null: it was given. */
  readonly name: string | null;
}

export interface ChosenHeader {
  /** Undefined where no row names anything that is known. */
  readonly header: Header | undefined;
  readonly applied: AppliedMapping | null;
}

/** The first `rows` of a sheet and their `texts`. Throws INVALID_FILE_FORMAT where the given mapping names what is not there. */
export function chooseHeader(
  rows: readonly SheetRow[],
  texts: readonly Texts[],
  { mapping, knownMappings }: HeaderRequest,
): ChosenHeader {
  const found = findHeader(texts);
  if (mapping) return { header: headerOf(mapping, rows, texts, found), applied: { mapping, name: null } };
  if (knownMappings.length === 0) return { header: found, applied: null };
  const known = new Map(knownMappings.map((one) => [keyOf(one.header), one] as const));
  for (const header of [...(found ? [found] : []), ...texts.map((_, index) => headerAt(texts, index))]) {
    const remembered = known.get(keyOf(namesOf(header)));
    if (remembered) return { header, applied: remembered };
  }
  return { header: found, applied: null };
}

/** Of a table whose names are no row of it. */
export function chooseMapping(
  names: Texts,
  { mapping, knownMappings }: HeaderRequest,
): AppliedMapping | null {
  if (mapping) {
    refuseMissing(mapping, names);
    return { mapping, name: null };
  }
  return knownMappings.find(({ header }) => keyOf(header) === keyOf(names)) ?? null;
}

function headerOf(
  mapping: ImportMapping,
  rows: readonly SheetRow[],
  texts: readonly Texts[],
  found: Header | undefined,
): Header {
  const { header_line: line } = mapping;
  if (line !== null) {
    const index = rows.findIndex((row) => row.line === line);
    if (index < 0)
      throw invalidMapping('mapping.header_line', `expected a line with names, found none; line ${line}`);
    const header = headerAt(texts, index);
    refuseMissing(mapping, namesOf(header));
    return header;
  }
  const candidates = [...(found ? [found] : []), ...texts.map((_, index) => headerAt(texts, index))];
  const [first] = candidates;
  const header = candidates.find((one) => missingOf(mapping, namesOf(one)).length === 0) ?? first;
  refuseMissing(mapping, header ? namesOf(header) : []);
  return header ?? headerAt(texts, 0);
}

/** The names of the records, where rows are nested. */
const namesOf = ({ columnNames, outerNames }: Header): Texts =>
  outerNames.length === 0 ? columnNames : unnest(columnNames, outerNames).columnNames;

const plain = (name: string): string => name.trim().toLowerCase();
const keyOf = (names: Texts): string => names.map(plain).join('\t');

function missingOf({ columns }: ImportMapping, names: Texts): readonly string[] {
  const there = new Set(names.map((name) => name.trim()));
  return Object.values(columns).flatMap((column) =>
    column && !there.has(column.column.trim()) ? [column.column] : [],
  );
}

function refuseMissing(mapping: ImportMapping, names: Texts): void {
  const missing = missingOf(mapping, names);
  if (missing.length === 0) return;
  const shown = names
    .filter((name) => name.trim() !== '')
    .slice(0, 30)
    .map((name) => `"${name.trim().slice(0, 60)}"`);
  throw invalidMapping(
    'mapping.columns',
    `expected the column ${missing.map((name) => `"${name}"`).join(', ')} that the mapping names, found ${shown.join(', ') || 'no names'}`,
  );
}
