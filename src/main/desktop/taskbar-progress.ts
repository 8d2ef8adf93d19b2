/** The progress of the running jobs on the program's icon in the taskbar or dock. */
import type { BrowserWindow } from 'electron';
import { type JobsAtWork, meanProgress } from './jobs-at-work.ts';

/** What Electron takes for "no bar". */
const noBar = -1;

export function showTaskbarProgress(
  window: Pick<BrowserWindow, 'setProgressBar'> | undefined,
  jobs: JobsAtWork,
): void {
  window?.setProgressBar(meanProgress(jobs) ?? noBar);
}
