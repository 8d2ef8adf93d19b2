/** Says of a MATLAB file that holds nothing of batteries what was expected, what was found, and the way out. */
import { firstFew } from '../../../cells/word-lists.ts';
import { elementCount, type MatOpaque, type MatVariable } from './mat-value.ts';
import type { NamedValue } from './plain-tables.ts';

const expected =
  'expected a struct "cycle" as in the NASA files, a struct "batch" as in the Severson files, ' +
  'or numeric vectors of the same length with one value for each cycle';
const tableClasses: readonly string[] = [
  'table',
  'timetable',
  'datetime',
  'duration',
  'categorical',
  'string',
  'opaque',
];

/** `structs` are the variables that were read already. */
export function wordsOfUnknown(
  filename: string,
  variables: readonly MatVariable[],
  structs: readonly NamedValue[],
): string {
  const found = variables.map(({ name, class: className }) => {
    const fields = structs.flatMap(({ name: other, value }) =>
      other === name && value.kind === 'struct' ? value.fields : [],
    );
    return `${name} (${className}${fields.length > 0 ? ` with ${firstFew(fields)}` : ''})`;
  });
  const words = `${expected}; found ${found.length === 0 ? 'no variable' : firstFew(found)} in ${filename}`;
  const hidden = findOpaque(variables, structs);
  if (hidden === undefined) return words;
  return `${words}; ${hidden} can be opened by MATLAB only: save a table as a struct, with table2struct(T,'ToScalar',true)`;
}

/** `T, a table,` for the first value that only MATLAB understands. */
function findOpaque(variables: readonly MatVariable[], structs: readonly NamedValue[]): string | undefined {
  const variable = variables.find(({ class: className }) => tableClasses.includes(className));
  if (variable) return `${variable.name} (${variable.class})`;
  const opaque = structs.flatMap(({ value }) => {
    if (value.kind !== 'struct' || elementCount(value) === 0) return [];
    return value.fields.flatMap((name): MatOpaque[] => {
      const part = value.field(name, 0);
      return part?.kind === 'opaque' ? [part] : [];
    });
  })[0];
  return opaque && `${opaque.path} (${opaque.class})`;
}
