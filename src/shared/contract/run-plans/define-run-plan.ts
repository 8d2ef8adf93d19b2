/**
 * What is fact about a way to make several trainings of one job: how `folds` asks for it, what contradicts it, how many
 * trainings it makes, and its words. The trainer's part is the row of the same name in src/trainer/runs/plans.
 */
import type { z } from 'zod';

/** What a new job says, as far as a plan may object to it. */
export interface PlannedJob {
  readonly battery_ids: readonly number[];
  readonly hyperparams: {
    readonly seed: number;
    readonly split_by: 'battery' | 'cycle' | null;
    readonly validation_battery_ids: readonly number[] | null;
  };
}

export interface RunPlanFacts<F = unknown> {
  /** The values of `folds` that ask for it. */
  readonly folds: z.ZodType<F, F>;
  /** What such a value does, for the description of `folds`. */
  readonly sentence: string;
  /** In the form. */
  readonly label: string;
  /** What the form writes for it at first; nothing stands for null. */
  readonly text: string;
  /** Where its text is a number that is typed: what it counts, and from where to where. */
  readonly counted: { readonly label: string; readonly range: string } | null;
  runCount(folds: F, cellCount: number): number;
  /** Beside the form's field. */
  readonly hint: (runCount: number, cellCount: number) => string;
  /** Why this job cannot be planned so; null where it can. */
  whyNot(folds: F, job: PlannedJob): string | null;
  /** What makes the same job smaller, in words that follow "Choose". */
  readonly lighter: string;
  /** Each cell is judged by a run that never saw it, so that figures over all cells are the ones to show. */
  readonly judgesEachCell: boolean;
  /** Over the errors of each cell, in the log. */
  readonly cellsTitle: (runCount: number) => string;
  /** Over the same on a page; `counted`: as many of `runNoun` as there are runs, in words. */
  readonly title: (counted: string) => string;
  readonly runNoun: string;
}

export const defineRunPlan = <F>(facts: RunPlanFacts<F>): RunPlanFacts<F> => facts;

export type RunPlanTable = Readonly<Record<string, RunPlanFacts>>;
