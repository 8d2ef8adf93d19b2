/** Ticking jobs of which not all rows were read: their ids are asked for first. */
import { sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** All from the job that was ticked last to this one, in the order of the list. */
export async function selectJobsTo(id: number): Promise<void> {
  const { jobList, selectedJobs } = stores();
  try {
    selectedJobs.extendTo(id, await jobList.readIds());
  } catch (error) {
    sayFailed('The jobs could not be selected', error);
  }
}

/** All that the list finds; none where anything is ticked. */
export async function selectAllJobs(): Promise<void> {
  const { jobList, selectedJobs } = stores();
  try {
    if (selectedJobs.state.getState().ids.size > 0) selectedJobs.clear();
    else selectedJobs.add(await jobList.readIds());
  } catch (error) {
    sayFailed('The jobs could not be selected', error);
  }
}
