/**
 * How many steps go into one dispatch: as many as fill the budget, so that a GPU that also draws the screen stays responsive
 * and no driver takes a dispatch for hung. Starts small, grows at most fourfold, and at least halves when a dispatch took
 * twice the budget.
 */
export interface Pace {
  /** Steps that the next dispatch may take. */
  readonly steps: number;
  /** A dispatch of so many steps has taken so long. */
  learn(steps: number, elapsedMs: number): void;
}

export const dispatchBudgetMs = 50;
const firstSteps = 4;
const growth = 4;

export function createPace(budgetMs: number, mostSteps: number): Pace {
  let steps = Math.min(firstSteps, mostSteps);
  return {
    get steps() {
      return steps;
    },
    learn(taken, elapsedMs) {
      const fitting = Math.floor((taken * budgetMs) / Math.max(elapsedMs, 0.01));
      // A short dispatch says little about a long one: only a full one may raise the number.
      if (taken < steps && fitting > steps) return;
      const most = elapsedMs > 2 * budgetMs ? steps / 2 : growth * steps;
      steps = Math.max(1, Math.min(Math.floor(most), fitting, mostSteps));
    },
  };
}
