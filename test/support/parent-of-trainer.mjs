/** Forks one trainer as the program does and says its process id: to be killed by a test. */
import { forkTrainer } from '../../src/main/processes/fork-trainer.ts';

const trainer = forkTrainer(process.argv[2])({
  jobFolder: process.argv[3],
  generation: 1,
  heapLimitMb: 64,
  onMessage: () => process.send({ pid: trainer.pid }),
});
