/** The figures as docs/results.md: one table of SoH per data set, one of RUL, and how often each beats ridge. */
import type { ReferenceName, TargetErrors } from '../../src/shared/contract/evaluation.ts';
import type { Algorithm } from '../../src/shared/contract/hyperparams.ts';
import { methods } from '../../src/shared/contract/methods/index.ts';
import { markdownTable, threeDigits } from '../markdown-table.ts';
import type { DataSet } from './data-sets.ts';
import type { HeldOutCell } from './hold-out.ts';

export interface GroupResult {
  readonly name: string;
  readonly cells: readonly HeldOutCell[];
}

export interface SetResult extends Pick<DataSet, 'name' | 'citation'> {
  readonly groups: readonly GroupResult[];
}

type Contestant =
  | { readonly title: string; readonly algorithm: Algorithm }
  | { readonly title: string; readonly reference: ReferenceName };

const contestants: readonly Contestant[] = [
  ...Object.values(methods).map(({ label, name }) => ({ title: label, algorithm: name })),
  { title: 'ridge', reference: 'ridge' },
  { title: 'linear fade', reference: 'linear_fade' },
  { title: 'mean', reference: 'mean' },
];
const titles = contestants.map(({ title }) => title);

type Figure = (cell: HeldOutCell, contestant: Contestant) => number | null;

/** Percent. */
const sohMape: Figure = (cell, contestant) =>
  'algorithm' in contestant
    ? (cell.byAlgorithm.get(contestant.algorithm)?.metrics.soh_mape ?? null)
    : (referenceOf(cell, contestant.reference, 'soh')?.mape ?? null);

/** Cycles. */
const rulMae: Figure = (cell, contestant) =>
  'algorithm' in contestant
    ? (cell.byAlgorithm.get(contestant.algorithm)?.metrics.rul_mae ?? null)
    : (referenceOf(cell, contestant.reference, 'rul')?.mae ?? null);

/** The references of the first algorithm’s run: all algorithms are trained on the same split. */
function referenceOf(
  cell: HeldOutCell,
  name: ReferenceName,
  target: 'soh' | 'rul',
): TargetErrors | undefined {
  const references = [...cell.byAlgorithm.values()][0]?.references ?? [];
  return references.find((reference) => reference.name === name)?.[target];
}

/** All cells of each set, every cell counting the same. */
export function summaryTable(sets: readonly SetResult[]): string {
  const rows = sets.map(({ name, groups }) => {
    const cells = groups.flatMap((group) => group.cells);
    return totalRow(`${name} (${cells.length} cells)`, cells, sohMape);
  });
  const caption = 'SoH, MAPE in %, mean over the held-out cells:';
  return `${caption}\n\n${markdownTable(['set', ...titles], rows)}`;
}

export function resultTables({ name, citation, groups }: SetResult): string {
  const cells = groups.flatMap((group) => group.cells);
  return [
    `## ${name}`,
    `${cells.length} cells in ${groups.length} ${groups.length === 1 ? 'group' : 'groups'} (${citation}).`,
    'SoH, MAPE in % of each cell while it was held out:',
    markdownTable(['cell', ...titles], [...groups.flatMap(cellRows), totalRow('all', cells, sohMape)]),
    winsInWords(cells),
    ...rulTable(groups),
  ].join('\n\n');
}

const cellRows = ({ name, cells }: GroupResult): string[][] => [
  ...cells.map((cell) => [
    `${name}: ${cell.name}`,
    ...contestants.map((one) => figureText(sohMape(cell, one))),
  ]),
  totalRow(`**${name}, mean**`, cells, sohMape),
];

function totalRow(title: string, cells: readonly HeldOutCell[], figure: Figure): string[] {
  return [
    title,
    ...contestants.map((contestant) => figureText(meanOf(cells.map((cell) => figure(cell, contestant))))),
  ];
}

function winsInWords(cells: readonly HeldOutCell[]): string {
  const ridge = contestants.find(({ title }) => title === 'ridge');
  const parts = contestants.flatMap((contestant) => {
    if (!('algorithm' in contestant) || !ridge) return [];
    const wins = cells.filter(
      (cell) => (sohMape(cell, contestant) ?? Infinity) < (sohMape(cell, ridge) ?? Infinity),
    );
    return [`${contestant.title} on ${wins.length}`];
  });
  return `Better than ridge, of ${cells.length} cells: ${parts.join(', ')}.`;
}

/** Only cells that reach their end of life have a RUL, and only models trained on such cells know one. */
function rulTable(groups: readonly GroupResult[]): readonly string[] {
  const rows = groups.flatMap(({ name, cells }) => {
    const known = cells.filter((cell) => contestants.some((contestant) => rulMae(cell, contestant) !== null));
    return known.length === 0 ? [] : [totalRow(`${name} (${known.length} cells)`, known, rulMae)];
  });
  if (rows.length === 0)
    return ['RUL: no cell of this set reaches 80 % of its nominal capacity for three rows running.'];
  return [
    'RUL, mean absolute error in cycles, mean over the held-out cells that reach their end of life:',
    markdownTable(['group', ...titles], rows),
  ];
}

const figureText = (value: number | null): string => (value === null ? '–' : threeDigits(value));

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
