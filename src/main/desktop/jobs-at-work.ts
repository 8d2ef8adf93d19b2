/** The jobs that wait or train, as tray, taskbar and power saving need them. Pure. */
import type { JobEvent } from '../../shared/contract/events.ts';
import type { JobStatus } from '../../shared/contract/job.ts';
import { holdsSlot, isFinished } from '../../shared/domain/job-status.ts';

export interface JobAtWork {
  readonly jobId: number;
  readonly status: JobStatus;
  /** 0 to 1 */
  readonly progress: number;
}

export type JobsAtWork = ReadonlyMap<number, JobAtWork>;

export const noJobsAtWork: JobsAtWork = new Map();

/** The same map where nothing of it changed, so that nobody draws for nothing. */
export function applyJobEvent(jobs: JobsAtWork, event: JobEvent): JobsAtWork {
  const { job_id: jobId, status, progress } = event;
  const known = jobs.get(jobId);
  if (isFinished({ status })) return known ? without(jobs, jobId) : jobs;
  if (known?.status === status && known.progress === progress) return jobs;
  return new Map(jobs).set(jobId, { jobId, status, progress });
}

function without(jobs: JobsAtWork, jobId: number): JobsAtWork {
  const left = new Map(jobs);
  left.delete(jobId);
  return left;
}

export const runningJobs = (jobs: JobsAtWork): readonly JobAtWork[] =>
  [...jobs.values()].filter(holdsSlot).sort((one, other) => one.jobId - other.jobId);

/** Of all running jobs together, 0 to 1; null where none runs. */
export function meanProgress(jobs: JobsAtWork): number | null {
  const running = runningJobs(jobs);
  if (running.length === 0) return null;
  return running.reduce((sum, { progress }) => sum + progress, 0) / running.length;
}

/** "2 running, 3 waiting" */
export function jobsInWords(jobs: JobsAtWork): string {
  const running = runningJobs(jobs).length;
  const waiting = jobs.size - running;
  const parts = [running > 0 ? `${running} running` : '', waiting > 0 ? `${waiting} waiting` : ''];
  return parts.filter((part) => part !== '').join(', ') || 'No job is running';
}
