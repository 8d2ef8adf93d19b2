/** What the labels of a model and of an answer mean, in words. Pure. */
import type { Model, ModelLabels } from '../../../shared/contract/model.ts';
import { commonEndOfLife } from '../../../shared/domain/label-meaning.ts';
import { ampereHours } from './number.ts';

/** "to 80 % SoH" */
export const untilSoh = (end: number): string => `to ${shortPercent(end)} SoH`;

const shortPercent = (share: number): string => `${Number((share * 100).toPrecision(4))} %`;

type Labelled = Pick<Model, 'labels' | 'metrics'>;

/** What the RUL of a model counts to: "to 80 % SoH", or why that cannot be said; '' where it has learnt none. */
export function rulOfModel(model: Labelled): string {
  if (model.labels === null) return 'what it counts to is not recorded';
  const end = commonEndOfLife(trainedLabels(model));
  return end === null ? 'to different ends of life' : untilSoh(end);
}

const trainedLabels = ({ labels, metrics }: Labelled): readonly ModelLabels[] =>
  (labels ?? []).filter(({ battery_id: id }) => metrics.training_cells.includes(id));

/** Each meaning once, with the cells that have it: "2 Ah, end of life 80 % SoH, capacity from all cycles". */
export function labelMeanings(model: Labelled): readonly string[] {
  if (model.labels === null) return ['not recorded: the model comes from an older version'];
  const byMeaning = Map.groupBy(model.labels, meaningOf);
  return [...byMeaning].map(([meaning, cells]) =>
    byMeaning.size === 1 ? meaning : `${cells.map(({ name }) => name).join(', ')}: ${meaning}`,
  );
}

function meaningOf({
  nominal_capacity: nominal,
  end_of_life: end,
  capacity_from: from,
}: ModelLabels): string {
  const parts = [`SoH of ${ampereHours(nominal)}`, `RUL ${untilSoh(end)}`];
  if (from === 'check_ups') parts.push('capacity from check-ups only');
  return parts.join(', ');
}
