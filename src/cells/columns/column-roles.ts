/** What each column of a table is for, told by its name alone. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import type { ColumnRole, ImportMapping } from '../../shared/contract/import-mapping.ts';
import { invalidFile, invalidMapping } from '../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../quality/quality-entry.ts';

export interface NumberColumn {
  readonly name: string;
  /** Index in the row, from 0. */
  readonly position: number;
}

export interface ColumnRoles {
  /** Undefined: the row number counts as cycle. */
  readonly cycle: NumberColumn | undefined;
  /** `unitsPerAmpereHour`: 1000 where the column is in mAh. */
  readonly capacity: NumberColumn & { readonly unitsPerAmpereHour: number; readonly isUnitNamed: boolean };
  /** Tells which cell a row belongs to, where the file may hold several. */
  readonly cell: NumberColumn | undefined;
  readonly features: readonly NumberColumn[];
  /** Columns that may have a role, the one that was taken first. */
  readonly candidates: readonly { readonly role: ColumnRole; readonly columns: readonly NumberColumn[] }[];
  /** What was left out. */
  readonly entries: readonly QualityEntry[];
}

/** What a person said of the columns, by role. */
export type GivenColumns = ImportMapping['columns'];

/** Best name first: where a file has several, discharge capacity is what SoH is defined by. */
export const capacityNames = [
  /^(discharg(e|ing)?capacity|capacity(discharge|dchg)|(discharge|dischg|dchg)cap|dchg?capacity|dischgcapacity|qdischarge|qdischg|qdis|qdchg|qdch|qd|放电容量|entladekapazität)(m?ah)?$/,
  /^(capacity|cap|cellcapacity|batterycapacity|measuredcapacity|容量|kapazität|capacité)(m?ah)?$/,
];
const cycleNames = [
  /^cycle(s|index|idx|number|num|no|nr|count|counter|id)?$/,
  /^(ncycles?|cyc|cycno|cycnr|cyclen|zyklus|zyklen|zyklusnummer|循环号|循环序号|循环)$/,
];
export const cellNames = [/^(battery|cell|batterie|zelle)(id|name|no|number|nr)?$/];
/** Labels in disguise: what is to be predicted, computed from the whole life of the cell or from its capacity. */
export const labelName =
  /^(soh|stateofhealth|rul|remainingusefullife|remainingcycles?|remaininglife|cyclesleft|cyclestoeol|(true)?cyclelife|eol|endoflife|eolcycle|endoflifecycle|capacityfade|capacityloss|capacityretention|relativecapacity|normali[sz]edcapacity)(percent|pct|cycles?)?$/;

/** `Discharge Capacity (Ah)` → `dischargecapacityah`: letters and digits only. */
export const compact = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Throws INVALID_FILE_FORMAT where there is no capacity, or a name stands twice. */
export function assignColumnRoles(
  header: readonly string[],
  lineName: 'line' | 'row' = 'line',
  given: GivenColumns = {},
): ColumnRoles {
  const named = header.map((name, position) => ({ name: plainName(name), position }));
  const columns = named.filter(({ name }) => name !== '' && !/^unnamed: \d+$/i.test(name));
  refuseRepeatedNames(columns);
  const byName = matching(columns, capacityNames).filter(({ name }) => !name.includes('%'));
  const capacities = givenOr(byName, 'capacity', columns, given);
  const cycles = givenOr(matching(columns, cycleNames), 'cycle', columns, given);
  const cells = givenOr(matching(columns, cellNames), 'cell', columns, given);
  const [capacity] = capacities;
  if (!capacity) throw noCapacity(columns, lineName);
  const labels = columns.filter(({ name }) => labelName.test(compact(name)));
  const taken = new Set([...capacities, ...cycles, ...cells, ...labels]);
  return {
    cycle: cycles[0],
    capacity: { ...capacity, ...unitOfCapacity(capacity.name, given.capacity?.unit ?? null) },
    cell: cells[0],
    features: columns.filter((column) => !taken.has(column)),
    candidates: [
      { role: 'capacity', columns: capacities },
      { role: 'cycle', columns: cycles },
      { role: 'cell', columns: cells },
    ],
    entries: [
      ...leftOutUnnamed(named.length - columns.length),
      ...leftOutLabels(labels),
      ...leftOutSpare('capacity', capacities),
      ...leftOutSpare('cycle', cycles),
      ...leftOutSpare('cell', cells),
    ],
  };
}

/** The column that a person chose for the role, or none at all; else those that have its names and no other role. */
function givenOr(
  byName: readonly NumberColumn[],
  role: ColumnRole,
  columns: readonly NumberColumn[],
  given: GivenColumns,
): readonly NumberColumn[] {
  const wanted = given[role];
  if (wanted === null) return [];
  if (wanted) return columns.filter(({ name }) => name === plainName(wanted.column)).slice(0, 1);
  const elsewhere = new Set(Object.values(given).flatMap((one) => (one ? [plainName(one.column)] : [])));
  return byName.filter(({ name }) => !elsewhere.has(name));
}

const plainName = (name: string): string => name.trim().replace(/\s+/g, ' ');

const ampereHourUnits: Readonly<Record<string, number>> = {
  ah: 1,
  mah: 1000,
  µah: 1e6,
  μah: 1e6,
  uah: 1e6,
  as: 3600,
};

/** Throws INVALID_FILE_FORMAT for a unit that is none of a capacity. */
function unitOfCapacity(name: string, unit: string | null) {
  const text = compact(unit ?? name);
  if (unit === null) {
    return { unitsPerAmpereHour: text.endsWith('mah') ? 1000 : 1, isUnitNamed: text.endsWith('ah') };
  }
  const unitsPerAmpereHour = Object.hasOwn(ampereHourUnits, text) ? ampereHourUnits[text] : undefined;
  if (unitsPerAmpereHour !== undefined) return { unitsPerAmpereHour, isUnitNamed: true };
  throw invalidMapping('mapping.columns.capacity.unit', `expected Ah, mAh, µAh or As, found "${unit}"`);
}

function matching(columns: readonly NumberColumn[], patterns: readonly RegExp[]): readonly NumberColumn[] {
  return patterns.flatMap((pattern) => columns.filter(({ name }) => pattern.test(compact(name))));
}

function refuseRepeatedNames(columns: readonly NumberColumn[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw invalidFile(`expected column names that differ, found "${name}" twice; line 1`);
    seen.add(name);
  }
}

function noCapacity(columns: readonly NumberColumn[], lineName: 'line' | 'row'): Error {
  const shown = columns.slice(0, 30).map(({ name }) => `"${name.slice(0, 60)}"`);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '';
  const isOfCells = columns.some(({ name }) => labelName.test(compact(name)));
  const hint = isOfCells
    ? '; a table with one row per cell, such as lives or early features, has no cycles to import'
    : '';
  const isText = lineName === 'line';
  const separators =
    isText && columns.length === 1 ? ' (columns are separated by comma, semicolon, tab or |)' : '';
  return invalidFile(
    `expected a ${isText ? 'column' : 'vector'} with the discharge capacity, named for example "capacity" or "discharge_capacity (Ah)"; ` +
      `found ${shown.length === 0 ? 'no column names' : shown.join(', ')}${more}${separators}${hint}${isText ? '; line 1' : ''}`,
  );
}

const quoted = (columns: readonly NumberColumn[]): string =>
  columns.map(({ name }) => `"${name}"`).join(', ');

function leftOutUnnamed(count: number): readonly QualityEntry[] {
  if (count === 0) return [];
  return [leftOut(`Left out: ${count === 1 ? 'a column' : `${count} columns`} without a name.`, count)];
}

function leftOutLabels(labels: readonly NumberColumn[]): readonly QualityEntry[] {
  if (labels.length === 0) return [];
  const message = `Left out: ${quoted(labels)}, named like a label; SoH and RUL are computed from the capacity.`;
  return [leftOut(message, labels.length)];
}

function leftOutSpare(role: string, columns: readonly NumberColumn[]): readonly QualityEntry[] {
  const [used, ...spare] = columns;
  if (!used || spare.length === 0) return [];
  return [leftOut(`Left out: ${quoted(spare)}; the ${role} is taken from "${used.name}".`, spare.length)];
}

const leftOut = (message: string, count: number): QualityEntry =>
  qualityEntry('column_left_out', 'info', message, { count });
