/** Starts the second thread of a network as a worker thread of Node. */
import { Worker } from 'node:worker_threads';
import type { StartThread } from '../learning/engines/wasm/serve-thread.ts';

/** `entry`: the compiled or plain `node-engine-thread`. A thread that cannot start leaves the work to the one there is. */
export function nodeThreadStarter(entry: URL): StartThread {
  return (work) =>
    new Promise((resolve) => {
      const worker = new Worker(entry, { workerData: work });
      worker.once('message', () => {
        // From here on it sleeps between steps and must not keep the process from ending.
        worker.unref();
        resolve(true);
      });
      worker.once('error', () => resolve(false));
      worker.once('exit', () => resolve(false));
    });
}
