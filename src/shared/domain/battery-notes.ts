/** What a battery says about itself beyond what its import noticed; follows from its facts, so it is never stored. */
export function endOfLifeNotes(battery: {
  readonly end_of_life: number;
  readonly end_of_life_cycle: number | null;
  readonly total_cycles: number;
}): readonly string[] {
  if (battery.end_of_life_cycle !== null) return [];
  const percent = Number((100 * battery.end_of_life).toPrecision(6));
  return [
    `End of life (SoH below ${percent} % for three cycles running) not reached in ${battery.total_cycles} cycles: RUL unknown.`,
  ];
}
