/** Asks a thread of its own about a copy of the database, so that nobody waits for it. */
import { Worker } from 'node:worker_threads';
import {
  type BackupThreadRequest,
  type BackupVerdict,
  backupVerdictSchema,
} from '../../shared/contract/backup-thread-messages.ts';

export interface CopyVerifier {
  verify(path: string): Promise<BackupVerdict>;
  /** Ends what is under way; it rejects. */
  stop(): Promise<void>;
}

/** `modulePath`: the thread's entry, `out/main/backup-thread.js`, or its source in tests. */
export function createCopyVerifier(modulePath: string): CopyVerifier {
  const threads = new Set<Worker>();
  return {
    verify: async (path) => {
      const thread = new Worker(modulePath, { workerData: { path } satisfies BackupThreadRequest });
      threads.add(thread);
      try {
        return await new Promise<BackupVerdict>((accept, reject) => {
          thread.once('message', (verdict) => accept(backupVerdictSchema.parse(verdict)));
          thread.once('error', reject);
          thread.once('exit', (code) =>
            reject(new Error(`the thread that verifies ended with code ${code}`)),
          );
        });
      } finally {
        threads.delete(thread);
      }
    },
    stop: async () => {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}
