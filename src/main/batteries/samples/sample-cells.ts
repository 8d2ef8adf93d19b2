/** Which sample cells there are. `filename` stays with a battery for good, so it tells which ones are there already. */
export const sampleCells = [
  { name: 'Simulated cell A', filename: 'simulated-cell-a', lifeCycles: 310 },
  { name: 'Simulated cell B', filename: 'simulated-cell-b', lifeCycles: 400 },
  { name: 'Simulated cell C', filename: 'simulated-cell-c', lifeCycles: 510 },
  { name: 'Simulated cell D', filename: 'simulated-cell-d', lifeCycles: 640 },
  { name: 'Simulated cell E', filename: 'simulated-cell-e', lifeCycles: 800 },
  { name: 'Simulated cell F', filename: 'simulated-cell-f', lifeCycles: 1000 },
] as const;
