/** The job whose page is open: its facts, curves and log are asked for and kept up to date while it is. */
import { create } from 'zustand';
import { closeCurves, openCurves } from '../state/curves-store.ts';
import type { JobEntry } from '../state/job-entry.ts';
import { loadJob, useJobsStore } from '../state/jobs-store.ts';
import { failed, type Loading, loading, ready } from '../state/loading.ts';
import { closeLog, openLog } from '../state/log-store.ts';

const useOpening = create<{ readonly loading: Loading }>(() => ({ loading }));

export function openJob(jobId: number): void {
  useOpening.setState({ loading });
  openCurves(jobId);
  openLog(jobId, null);
  loadJob(jobId).then(
    () => useOpening.setState({ loading: ready }),
    (error: unknown) => useOpening.setState({ loading: failed(error) }),
  );
}

export function closeJob(): void {
  closeCurves();
  closeLog();
}

/** The job as known so far; undefined while it is asked for, and where there is none. */
export function useOpenJob(jobId: number): { readonly job: JobEntry | undefined; readonly loading: Loading } {
  const job = useJobsStore(({ jobs }) => jobs.get(jobId));
  const { loading: opening } = useOpening();
  return { job, loading: opening };
}
