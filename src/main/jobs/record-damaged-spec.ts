/** The job's log says that it does not go on with the very words that it began with. */
import type { JobJournal } from './job-journal.ts';

export interface DamagedSpecParts {
  readonly journal: Pick<JobJournal, 'recordReport'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

const message =
  'The spec.json of this job was damaged or missing and is written anew, as the job was asked for';

export function recordDamagedSpec(jobId: number, { journal, now }: DamagedSpecParts): void {
  journal.recordReport(jobId, { epochs: [], logs: [{ timestamp: now(), level: 'WARNING', message }] });
}
