/** Entry of the second thread of a network: serves the work it is started with until the network is closed. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveThread, type ThreadWork } from '../learning/engines/wasm/serve-thread.ts';

await serveThread(workerData as ThreadWork, () => parentPort?.postMessage('ready'));
