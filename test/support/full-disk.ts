/** A database that has no room left: SQLite's own limit of pages, so that it answers the real SQLITE_FULL. */
import type { Lab } from './job-lab.ts';

/** Fills what is left with log lines of the job, down to the last row; answers how to make room again. */
export function fillDisk({ database, journal }: Lab, jobId: number): () => void {
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const line = { timestamp: '2026-01-01T00:00:00.000Z', level: 'INFO', message: '' } as const;
  for (let isFull = false; !isFull;) {
    try {
      journal.recordReport(jobId, { epochs: [], logs: [line] });
    } catch {
      isFull = true;
    }
  }
  return () => void database.pragma('max_page_count = 1000000');
}
