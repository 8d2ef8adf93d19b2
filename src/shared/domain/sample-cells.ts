/** Which sample cells there are: lives alike enough that five cells teach the RUL of the sixth. `filename` stays with a battery for good, so it tells which ones are there already. */
export const sampleCells = [
  { name: 'Simulated cell A', filename: 'simulated-cell-a', lifeCycles: 420 },
  { name: 'Simulated cell B', filename: 'simulated-cell-b', lifeCycles: 460 },
  { name: 'Simulated cell C', filename: 'simulated-cell-c', lifeCycles: 500 },
  { name: 'Simulated cell D', filename: 'simulated-cell-d', lifeCycles: 540 },
  { name: 'Simulated cell E', filename: 'simulated-cell-e', lifeCycles: 590 },
  { name: 'Simulated cell F', filename: 'simulated-cell-f', lifeCycles: 640 },
] as const;
