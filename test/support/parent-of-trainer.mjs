/** Forks one trainer as the program does and says its process id: to be killed by a test. */
import { forkChild } from '../../src/main/processes/fork-child.ts';

const trainer = forkChild({
  entry: process.argv[2],
  args: [process.argv[3], '1'],
  heapLimitMb: 64,
  serviceName: 'Cellwright trainer',
  onMessage: ({ type }) => process.send({ pid: trainer.pid, type }),
});
