import type { SeriesColor } from '../../../shared/contract/series-facts.ts';

/** What a chart draws. Charts know neither jobs nor cells, only these. */
export interface Series {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  /** Rising; as long as `y`. */
  readonly x: readonly number[];
  /** null where there is no value: the line breaks. */
  readonly y: readonly (number | null)[];
  readonly isDashed?: boolean;
  /** Filled around the line, e.g. mean ± deviation; both edges as long as `y`. */
  readonly band?: Band;
  /** Drawn thin and faint under its smoothed version, and left out of readouts and legends. */
  readonly isUnderlay?: boolean;
}

export interface Band {
  /** What it is, for the legend: "mean ± deviation". */
  readonly label: string;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

export type Scale = 'linear' | 'logarithmic';

/** A line across the chart at one value, with a word. */
export interface Mark {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
  /** Of a reference: it has a column of this name in the CSV. */
  readonly key?: string;
}

export interface Axis {
  readonly label: string;
  readonly scale: Scale;
}

/** A stretch of the x axis. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Okabe and Ito's palette, readable with every colour vision; the order in which cells take them. */
export const okabeIto = {
  blue: '#0072b2',
  vermilion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
  orange: '#e69f00',
  sky: '#56b4e9',
  olive: '#8a7a00',
} as const satisfies Readonly<Record<SeriesColor, string>>;
const inOrder = Object.values(okabeIto);

export const colorAt = (index: number): string => inOrder[index % inOrder.length] ?? okabeIto.blue;
