/**
 * Ends this process within a second of its parent's death, also in the midst of a long calculation: then no message and
 * no signal is heard, so a thread of its own looks.
 */
import { Worker } from 'node:worker_threads';

const lookIntervalMs = 500;

/**
 * A process whose parent is gone is given to another one; on Windows it keeps the number of a parent that is no more.
 * A text, since it must run from the sources as well as from the bundle.
 */
const watch = `
  const { workerData: { parent, intervalMs } } = require('node:worker_threads');
  const isAlive = () => {
    try {
      return process.kill(parent, 0);
    } catch (error) {
      return error.code === 'EPERM';
    }
  };
  setInterval(() => {
    if (process.ppid !== parent || !isAlive()) process.kill(process.pid, 'SIGKILL');
  }, intervalMs);
`;

/** At the start of a process that somebody else started. */
export function endWithParent(): void {
  const thread = new Worker(watch, {
    eval: true,
    workerData: { parent: process.ppid, intervalMs: lookIntervalMs },
    stdout: false,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  });
  // A system without room for a thread: the parent's end is heard between two steps, as before.
  thread.on('error', () => undefined);
  thread.unref();
}
