/** Which cells of a model have other labels now than when it was trained. Pure. */
import type { ModelLabels } from '../contract/model.ts';

export type LabelsNow = ReadonlyMap<
  number,
  Pick<ModelLabels, 'nominal_capacity' | 'end_of_life' | 'capacity_from'>
>;

/** One sentence for each changed cell; a cell that was deleted has no labels to differ. */
export function labelChanges(labels: readonly ModelLabels[] | null, now: LabelsNow): readonly string[] {
  return (labels ?? []).flatMap((trained) => {
    const cell = now.get(trained.battery_id);
    if (!cell) return [];
    const changes = [
      ...changed('nominal capacity', trained.nominal_capacity, cell.nominal_capacity, ampereHours),
      ...changed('end of life', trained.end_of_life, cell.end_of_life, percent),
      ...(trained.capacity_from === null
        ? []
        : changed('capacity_from', trained.capacity_from, cell.capacity_from, String)),
    ];
    return changes.length === 0 ? [] : [`"${trained.name}": ${changes.join('; ')}`];
  });
}

function changed<V>(what: string, before: V, now: V, inWords: (value: V) => string): readonly string[] {
  return before === now ? [] : [`${what} was ${inWords(before)}, is ${inWords(now)}`];
}

const figure = (value: number): string => String(Number(value.toPrecision(6)));
const ampereHours = (value: number): string => `${figure(value)} Ah`;
const percent = (value: number): string => `SoH ${figure(value * 100)} %`;
