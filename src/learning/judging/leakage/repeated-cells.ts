/**
 * The same cell under two names, once in training and once in validation: a file uploaded again as a part of it, with a
 * column more, or with fewer digits. Compared by content, within the digits of the coarser file. A pair is found
 *
 * - by its rows: a fifth of the rows of the shorter one, three at least, have capacity and every common feature in a
 *   training row. Asked only where these have digits enough that rows of two cells do not agree by chance;
 * - by its labels: at one distance between their cycle numbers 95 % of the capacities of the rows both have agree, over
 *   20 rows with 10 different values at least, and over half of the shorter one.
 */
import type { Dataset, DatasetCell } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import type { Split } from '../../data/split.ts';
import { type CellRows, rowsByCell, spread } from './cell-rows.ts';
import { type CellPair, type ComparedRows, deviationsOf, type RowPair, rowsAgree } from './rows-agree.ts';
import { labelSeriesAgree } from './label-series.ts';
import { indexValues, type ValueIndex } from './value-index.ts';
import { coarser, exact, type Precision, toleranceAt } from './value-precision.ts';

export interface RepeatedCell {
  readonly validation: DatasetCell;
  readonly training: DatasetCell;
}

export interface CellContents {
  readonly dataset: Dataset;
  /** [N] NaN = unknown */
  readonly capacityAh: Float64Array;
  readonly split: Pick<Split, 'trainingRows' | 'validationRows'>;
}

const leastShare = 0.2;
const leastRows = 3;
/** Rows looked up per validation cell, and of all of them. */
const sampledRows = { least: 50, ofAll: 2000 };
/** Rows of one capacity that are looked at. */
const mostCandidates = 1000;
/** Every pair once; fast because rows are looked up by capacity, and only some of each cell. */
export function findRepeatedCells({ dataset, capacityAh, split }: CellContents): readonly RepeatedCell[] {
  const training = rowsByCell(dataset, capacityAh, split.trainingRows);
  const validation = rowsByCell(dataset, capacityAh, split.validationRows);
  const search: Search = {
    dataset,
    capacityAh,
    index: indexValues(capacityAh, split.trainingRows),
    trainingByStart: new Map(training.map((rows) => [rows.cell.start, rows])),
    ...deviationsOf(dataset, capacityAh, spread(split.trainingRows, sampledRows.ofAll)),
    coarsest: training.map(({ capacityPrecision }) => capacityPrecision).reduce(coarser, exact),
    mostSampled: Math.max(sampledRows.least, Math.floor(sampledRows.ofAll / Math.max(1, validation.length))),
  };
  return validation.flatMap((rows) => repeatsOf(rows, search));
}

interface Search extends ComparedRows {
  readonly index: ValueIndex;
  readonly trainingByStart: ReadonlyMap<number, CellRows>;
  /** The coarsest capacities of any training cell. */
  readonly coarsest: Precision;
  readonly mostSampled: number;
}

/** What the sampled rows of one validation cell found in one training cell. */
interface Found {
  matchedRows: number;
  lastMatched: number;
  /** How many capacities agree at each distance between cycle numbers. */
  readonly votes: Map<number, number>;
}

function repeatsOf(validation: CellRows, search: Search): readonly RepeatedCell[] {
  const sampled = spread(validation.rows, search.mostSampled);
  const found = new Map<CellRows, Found>();
  for (const row of sampled) lookUp(validation, row, search, found);
  const stride = validation.rows.length / sampled.length;
  return [...found].flatMap(([training, { matchedRows, votes }]) => {
    const isEnough = (rows: number): boolean =>
      rows >= leastRows &&
      rows * stride >= leastShare * Math.min(validation.rows.length, training.rows.length);
    const [distance, voteCount] = mostVoted(votes);
    const agrees =
      isEnough(matchedRows) ||
      (isEnough(voteCount) && labelSeriesAgree({ ...search, validation, training, distance }));
    return agrees ? [{ validation: validation.cell, training: training.cell }] : [];
  });
}

function lookUp(validation: CellRows, row: number, search: Search, found: Map<CellRows, Found>): void {
  const { dataset, capacityAh, trainingByStart } = search;
  const capacity = capacityAh[row] ?? Number.NaN;
  if (Number.isNaN(capacity)) return;
  const mine = validation.capacityPrecision;
  const widest = toleranceAt(capacity, coarser(mine, search.coarsest));
  search.index.visitNear(capacity, widest, mostCandidates, (other) => {
    const training = trainingByStart.get(dataset.cellStart[other] ?? 0);
    if (!training || training.cell === validation.cell) return false;
    const distance = Math.abs((capacityAh[other] ?? 0) - capacity);
    if (distance > toleranceAt(capacity, coarser(mine, training.capacityPrecision))) return false;
    const pair = found.get(training) ?? { matchedRows: 0, lastMatched: -1, votes: new Map<number, number>() };
    found.set(training, pair);
    addMatchInto(pair, { row, other }, { validation, training }, search);
    return true;
  });
}

function addMatchInto(pair: Found, rows: RowPair, cells: CellPair, search: Search): void {
  const distance = cycleOf(search.dataset, rows.other) - cycleOf(search.dataset, rows.row);
  pair.votes.set(distance, (pair.votes.get(distance) ?? 0) + 1);
  if (pair.lastMatched === rows.row || !rowsAgree(cells, rows, search)) return;
  pair.matchedRows += 1;
  pair.lastMatched = rows.row;
}

/** The distance with the most votes, and how many these are. */
const mostVoted = (votes: ReadonlyMap<number, number>): readonly [number, number] =>
  [...votes].reduce<readonly [number, number]>((best, vote) => (vote[1] > best[1] ? vote : best), [0, 0]);

const cycleOf = (dataset: Dataset, row: number): number =>
  dataset.inputs[(row + 1) * inputWidthOf(dataset) - 1] ?? Number.NaN;
