/** The job whose page is open: its facts, curves and log are asked for and kept up to date while it is. */
import { create } from 'zustand';
import type { JobEntry } from '../state/job-entry.ts';
import { failed, type Loading, loading, ready } from '../state/loading.ts';
import { stores, useJobs } from '../state/page-stores.ts';

const useOpening = create<{ readonly loading: Loading }>(() => ({ loading }));

/** Answers how to close it. */
export function openJob(jobId: number): () => void {
  const closeCurves = stores().curves.open(jobId);
  const letGo = stores().jobs.keepFresh(jobId);
  stores().log.open(jobId, null);
  askForJob(jobId);
  return () => {
    closeCurves();
    letGo();
    stores().log.close();
  };
}

export function askForJob(jobId: number): void {
  useOpening.setState({ loading });
  const { jobs } = stores();
  jobs.loadOne(jobId).then(
    ({ facts }) => {
      stores().batteries.want(facts?.battery_ids ?? []);
      useOpening.setState({ loading: ready });
    },
    (error: unknown) => useOpening.setState({ loading: failed(error) }),
  );
}

/** The job as known so far; undefined while it is asked for, and where there is none. */
export function useOpenJob(jobId: number): { readonly job: JobEntry | undefined; readonly loading: Loading } {
  const job = useJobs(({ jobs }) => jobs.get(jobId));
  const { loading: opening } = useOpening();
  return { job, loading: opening };
}
