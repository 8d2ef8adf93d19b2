/** Entry of a trainer process: `node trainer.js <job folder> <run>`; the run only tells processes of one job apart. */
import { constants, setPriority } from 'node:os';
import { endWithParent } from '../processes/end-with-parent.ts';
import { hasParent } from '../processes/parent-port.ts';
import { createNodeHost } from './node-host.ts';
import { runJob } from './run-job.ts';

const [jobFolder] = process.argv.slice(2);
if (jobFolder === undefined) throw new Error('usage: node trainer.js <job folder> <run>');
if (hasParent()) endWithParent();
// Training takes what is left: the API and the person at the screen come first, also with more jobs than cores.
lowerPriority();
const { host, close } = createNodeHost(jobFolder, {
  kernelFolder: new URL('../kernels/', import.meta.url),
  engineThread: new URL('./engine-thread.js', import.meta.url),
  teamThread: new URL('./team-thread.js', import.meta.url),
  gpuFolder: new URL('../gpu/', import.meta.url),
});
await runJob(host);
await close();

function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not let a process step back runs it as it is.
  }
}
