/** Why figures may flatter, as short words for badges and as a phrase for the titles of charts. Pure. */
import type { Leakage } from '../../../shared/contract/evaluation.ts';
import type { Model } from '../../../shared/contract/model.ts';

export const leakageWords: Readonly<Record<Leakage['code'], string>> = {
  split_by_cycle: 'by cycle',
  trained_on_validation_cell: 'seen cells',
  same_cell_twice: 'same cell twice',
  scaler_beyond_training: 'scaled by all rows',
  window_reaches_future: 'sees the future',
  feature_resembles_label: 'label in inputs',
};

const phrases: Readonly<Record<Leakage['code'], string>> = {
  split_by_cycle: 'validated by cycle',
  trained_on_validation_cell: 'validated on cells it was trained on',
  same_cell_twice: 'the same cell trains and validates',
  scaler_beyond_training: 'scaled with validation rows',
  window_reaches_future: 'windows reach into the future',
  feature_resembles_label: 'an input resembles the label',
};

/** The title with what its numbers suffer from: "Loss · #3 · validated by cycle" */
export const titleWithLeakage = (title: string, leakage: readonly Leakage[]): string =>
  [title, ...new Set(leakage.map(({ code }) => phrases[code]))].join(' · ');

const byCycle: Leakage = {
  code: 'split_by_cycle',
  message:
    'Judged on later cycles of cells it was trained on. A cell it has never seen will be predicted worse.',
};

/** What was found before its first epoch; a model of an older version tells only how it was split. */
export function leakageOfModel({
  evaluation,
  metrics,
}: Pick<Model, 'evaluation' | 'metrics'>): readonly Leakage[] {
  if (evaluation) return evaluation.leakage;
  return metrics.split_by === 'cycle' ? [byCycle] : [];
}
