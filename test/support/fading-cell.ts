/** A data file of one cell: a row per cycle, a capacity that fades, two features. Made up, and small enough to train in no time. */
export function fadingCellCsv(cycleCount: number, fadePerCycle = 0.002): string {
  const rows = Array.from({ length: cycleCount }, (_, index) => {
    const wobble = 0.001 * Math.sin(index * 1.7);
    const capacityAh = 2 - fadePerCycle * index - 1e-6 * index ** 2 + wobble;
    const features = [3.7 + capacityAh / 20, 0.05 + index / 10_000];
    return [index + 1, capacityAh.toFixed(5), ...features.map((value) => value.toFixed(5))].join(',');
  });
  return ['cycle,capacity,mean voltage,resistance', ...rows, ''].join('\n');
}
