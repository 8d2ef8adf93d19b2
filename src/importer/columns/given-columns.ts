/** Columns as a person named them, put under the names of their roles, so that the rules for names find them. */
import type { GivenColumns } from '../../cells/columns/column-roles.ts';
import type { ColumnRole } from '../../shared/contract/import-mapping.ts';
import { invalidMapping } from '../../shared/domain/invalid-file.ts';
import { compactUnit, type Heading } from './parse-heading.ts';
import {
  capacityNames,
  dischargeCapacityNames,
  type QuantityName,
  quantityNames,
  timeNames,
  unitsOfQuantity,
} from './vocabulary.ts';

export interface NamedColumn extends Heading {
  readonly name: string;
  readonly position: number;
}

/** Of a column that the names do not know, its role's own name. */
const roleNames: Readonly<Record<QuantityName, string>> = {
  time: 'time',
  voltage: 'voltage',
  current: 'current',
  temperature: 'temperature',
  capacity: 'dischargecapacity',
};

/** Names that say more than the role does: what a clock counts from, what a counter counts. */
const telling: Partial<Record<QuantityName, readonly RegExp[]>> = {
  time: Object.values(timeNames).flat(),
  capacity: [...dischargeCapacityNames, ...capacityNames],
};

/** Throws INVALID_FILE_FORMAT for a unit that is none of the role. */
export function columnsForRole(
  columns: readonly NamedColumn[],
  role: ColumnRole,
  given: GivenColumns,
): readonly NamedColumn[] {
  const wanted = given[role];
  if (wanted === null) return [];
  if (!wanted) {
    const elsewhere = new Set(Object.values(given).flatMap((one) => (one ? [one.column.trim()] : [])));
    return columns.filter(({ name }) => !elsewhere.has(name));
  }
  const [column] = columns.filter(({ name }) => name === wanted.column.trim());
  return column ? [isQuantity(role) ? renamed(column, role, wanted.unit) : column] : [];
}

const isQuantity = (role: ColumnRole): role is QuantityName =>
  (quantityNames as readonly string[]).includes(role);

function renamed(column: NamedColumn, role: QuantityName, unit: string | null): NamedColumn {
  const isTelling = telling[role]?.some((pattern) => pattern.test(column.quantity)) === true;
  const quantity = isTelling ? column.quantity : roleNames[role];
  if (unit === null)
    return isUnitOf(role, column.unit)
      ? { ...column, quantity }
      : { ...column, quantity, unit: null, unitText: null };
  const plain = compactUnit(unit);
  if (isUnitOf(role, plain)) return { ...column, quantity, unit: plain, unitText: unit };
  const known = Object.keys(unitsOfQuantity[role]).slice(0, 8).join(', ');
  throw invalidMapping(
    `mapping.columns.${role}.unit`,
    `expected a unit of ${role} (${known}), found "${unit}"`,
  );
}

const isUnitOf = (role: QuantityName, unit: string | null): boolean =>
  unit !== null && (Object.hasOwn(unitsOfQuantity[role], unit) || (role === 'time' && unit.includes(':')));
