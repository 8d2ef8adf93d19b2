/** Raw curves of a made-up cell as a table: each cycle a discharge at 2 A, its capacity falling by one percent. */
export function cycledCellCsv(cycleCount: number): string {
  const rows = Array.from({ length: cycleCount }, (_, cycle) => rowsOfCycle(cycle + 1)).flat();
  return ['cycle,time (s),voltage (V),current (A),temperature (C)', ...rows].join('\n');
}

const stepSeconds = 60;
const currentA = 2;

/** From 4.2 V down to 2.5 V; the first cycle takes an hour: 2 Ah. */
function rowsOfCycle(cycle: number): string[] {
  const sampleCount = Math.round((60 * (100 - cycle)) / 99);
  return Array.from({ length: sampleCount + 1 }, (_, sample) => {
    const share = sample / sampleCount;
    const voltage = 4.2 - 1 * share - 0.7 * share ** 8;
    return [cycle, sample * stepSeconds, voltage.toFixed(4), -currentA, (25 + 5 * share).toFixed(2)].join(
      ',',
    );
  });
}
