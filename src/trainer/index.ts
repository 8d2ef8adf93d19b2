/** Entry of a trainer process: `node trainer.js <job folder> <generation>`; the parent keeps the generation for itself. */
import { createNodeHost } from './node-host.ts';
import { runJob } from './run-job.ts';

const [jobFolder] = process.argv.slice(2);
if (jobFolder === undefined) throw new Error('usage: node trainer.js <job folder> <generation>');
const { host, close } = createNodeHost(
  jobFolder,
  new URL('../kernels/', import.meta.url),
  new URL('./engine-thread.js', import.meta.url),
);
await runJob(host);
await close();
