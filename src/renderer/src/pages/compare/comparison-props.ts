/** What each part of the page Compare is given. */
import type { Comparison } from '../../../../shared/contract/comparison.ts';
import type { CompareChoice } from '../../routing/compare-choice.ts';

export type ChangeChoice = (change: Partial<CompareChoice>) => void;

export interface ChoiceProps {
  readonly choice: CompareChoice;
  readonly onChoice: ChangeChoice;
}

export interface ComparisonProps extends ChoiceProps {
  readonly comparison: Comparison;
}
