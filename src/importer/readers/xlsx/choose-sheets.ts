/**
 * Which sheets of a workbook are read, and which of them belong to one test. Instruments write samples, tables of steps
 * and of cycles and remarks side by side: samples come before tables, and a test that is too long for one sheet goes on
 * in the next.
 */
import { firstFew } from '../../../cells/word-lists.ts';
import { capacityNames, compact } from '../../../cells/columns/column-roles.ts';
import type { PeekedSheet } from './peek-sheet.ts';

export interface ChosenSheets {
  /** By test: its sheets in their order; at least one test. */
  readonly tests: readonly (readonly [PeekedSheet, ...PeekedSheet[]])[];
  /** What was passed over, one sentence; null where nothing was. */
  readonly note: string | null;
}

/** Undefined where no sheet holds samples, or a capacity. */
export function chooseSheets(sheets: readonly PeekedSheet[]): ChosenSheets | undefined {
  const samples = sheets.filter(({ holds }) => holds === 'samples');
  const chosen = samples.length > 0 ? samples : likeTheBest(sheets.filter(({ holds }) => holds === 'cycles'));
  const [first] = chosen;
  if (!first) return undefined;
  const others = sheets.filter((sheet) => !chosen.includes(sheet)).map(({ name }) => `"${name}"`);
  const quoted = firstFew(chosen.map(({ name }) => `"${name}"`));
  const note = others.length === 0 ? null : `Of the workbook, ${quoted} was read, not ${firstFew(others)}.`;
  return { tests: samples.length > 0 ? testsOf(samples) : chosen.map((sheet) => [sheet] as const), note };
}

type Test = [PeekedSheet, ...PeekedSheet[]];

/** Tables with the same names as the best one: the first that names a discharge capacity, else the first. */
function likeTheBest(tables: readonly PeekedSheet[]): readonly PeekedSheet[] {
  const namesDischarge = ({ header }: PeekedSheet): boolean =>
    header?.columnNames.some((name) => capacityNames[0]?.test(compact(name))) === true;
  const [first] = tables;
  const best = tables.find(namesDischarge) ?? first;
  return best === undefined ? [] : tables.filter((table) => namesOf(table) === namesOf(best));
}

const namesOf = ({ header }: PeekedSheet): string => JSON.stringify(header?.columnNames ?? []);

/** `Channel_1-008_1`, `Channel_1-008_2`: without the digits at their end they are one name. */
const stemOf = (name: string): string => name.replace(/[\s_(-]*\d*\)?$/, '');

function testsOf(sheets: readonly PeekedSheet[]): ChosenSheets['tests'] {
  const tests: Test[] = [];
  let test: Test | undefined;
  for (const sheet of sheets) {
    if (test && goesOn(test, sheet)) test.push(sheet);
    else tests.push((test = [sheet]));
  }
  return tests;
}

/** The same columns under the same name, and further in the test than the beginning of the sheet before. */
function goesOn(test: Readonly<Test>, sheet: PeekedSheet): boolean {
  const [before = test[0]] = test.slice(-1);
  if (namesOf(before) !== namesOf(sheet) || stemOf(before.name) !== stemOf(sheet.name)) return false;
  if (sheet.first.cycle > before.last.cycle) return true;
  return sheet.first.timeS > before.last.timeS && !(sheet.first.cycle < before.first.cycle);
}
