/** An import's report in words. Pure. */
import type { Quality, QualityEntry, RepairName } from '../../../shared/contract/quality.ts';

export const repairSentences: Readonly<Record<RepairName, string>> = {
  drop_rows_without_capacity: 'Rows without a capacity are left out',
  drop_rows_without_cycle: 'Rows without a cycle number are left out',
  drop_repeated_cycles: 'Of a repeated cycle one row is kept',
  sort_cycles: 'Cycles are put in their order',
  blank_non_finite_values: 'Values that are no finite number count as missing',
  drop_samples_without_numbers: 'Samples without numbers are left out',
  sort_time: 'Samples are put in the order of their time',
  flip_current_sign: 'The sign of the current is turned around',
  drop_cut_rows: 'Lines that are cut off at the end of the file are left out',
  join_parts: 'Parts of a test that each begin at cycle 1 are put one after the other',
  drop_unfinished_cycle: 'A last cycle that had not ended is left out',
  use_check_ups: 'Of shallow cycles with check-ups the check-ups are kept',
};

/** Repairs that were made, each once, in the order in which they are reported. */
export function repairsMade(qualities: readonly (Quality | null)[]): readonly RepairName[] {
  const names = qualities.flatMap((quality) =>
    (quality?.entries ?? []).flatMap(({ repair }) => (repair === null ? [] : [repair])),
  );
  return [...new Set(names)];
}

export const entriesOf = (
  quality: Quality | null,
  severity: QualityEntry['severity'],
): readonly QualityEntry[] => (quality?.entries ?? []).filter((entry) => entry.severity === severity);

/** "capacity: Ah, voltage: V (assumed)" as pairs. */
export const unitsInWords = ({ units }: Quality): readonly (readonly [string, string, boolean])[] =>
  Object.entries(units).map(([quantity, { unit, assumed }]) => [quantity, unit, assumed]);
