/** The versions of `.ndc` that split a test into three files: how their pages are filled, and in which units they count. */
import type { PageLayout } from './ndc-pages.ts';

export interface SplitLayout {
  readonly samples: PageLayout;
  readonly clock: PageLayout;
  readonly steps: PageLayout;
  /** V and mA of the numbers in the file. */
  readonly volt: number;
  readonly milliampere: number;
  /** mAh of a counter. */
  readonly milliampereHour: number;
  /** Where a step says that it is one: another number than 0 stands there. */
  readonly stepMark: number;
}

const samples: PageLayout = { from: 132, to: 4092, bytes: 8 };
const shortSteps: PageLayout = { from: 132, to: 4091, bytes: 37 };
const long: PageLayout = { from: 132, to: 4032, bytes: 100 };
const counted = { volt: 1e-4, milliampere: 1, milliampereHour: 1 / 3600 } as const;
const inUnits = { volt: 1, milliampere: 1000, milliampereHour: 1000 } as const;

const layouts: Readonly<Record<number, SplitLayout>> = {
  11: { samples, clock: { from: 132, to: 4080, bytes: 47 }, steps: shortSteps, stepMark: 4, ...counted },
  14: { samples, clock: { from: 132, to: 4092, bytes: 55 }, steps: shortSteps, stepMark: 4, ...inUnits },
  16: { samples, clock: long, steps: long, stepMark: 33, ...counted },
  17: { samples, clock: long, steps: long, stepMark: 33, ...inUnits },
};

export const layoutOf = (version: number): SplitLayout | undefined => layouts[version];
