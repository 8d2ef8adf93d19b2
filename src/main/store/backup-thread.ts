/** The thread that verifies one copy of the database: answers, and ends. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { BackupThreadRequest, BackupVerdict } from '../../shared/contract/backup-thread-messages.ts';
import { whyUnsound } from './verify-copy.ts';

async function verify({ path }: BackupThreadRequest): Promise<BackupVerdict> {
  const reason = whyUnsound(path);
  if (reason !== undefined) return { type: 'damaged', reason };
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { type: 'sound', hash: hash.digest('hex') };
}

// Given by our own main process, which is what types it.
parentPort?.postMessage(await verify(workerData as BackupThreadRequest));
