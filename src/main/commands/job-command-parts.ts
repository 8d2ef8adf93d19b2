/** What the commands on training jobs work with. */
import type { JobFolders } from '../jobs/job-folder.ts';
import type { JobJournal } from '../jobs/job-journal.ts';
import type { JobSupervisor } from '../jobs/job-supervisor.ts';
import type { DescribeJob } from '../queries/describe-job.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { JobStores } from '../store/job-stores.ts';

export interface JobCommandParts {
  readonly stores: JobStores;
  readonly batteries: Pick<BatteryStore, 'findBattery'>;
  readonly journal: JobJournal;
  readonly supervisor: Pick<JobSupervisor, 'wake' | 'stopJob' | 'pauseJob' | 'resumeJob' | 'finishJob'>;
  readonly folders: Pick<JobFolders, 'remove' | 'whyNotGoOn' | 'goOnFrom'>;
  readonly describeJob: DescribeJob;
}
