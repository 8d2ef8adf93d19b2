/** What a real Electron has to show first, over the API: everything that reading alone could not settle. */
import type { Json } from './api.ts';
import { computes, manyJobs } from './computing.ts';
import { endsOfProcesses, limitsOfProcesses } from './processes.ts';
import type { ProgramUnderTest } from './program.ts';
import { oddFolders } from './odd-folders.ts';
import { fuses, npmStart, signature } from './packing.ts';

export interface CheckContext {
  readonly program: ProgramUnderTest;
  /** Empty, of this check alone, and removed afterwards. */
  readonly folder: string;
  readonly jobCount: number;
}

/** Shows nothing here, and says why. */
export class NotHere extends Error {}

/** Answers in a few words what was seen; rejects where it is not so. */
export type Check = (context: CheckContext) => Promise<string>;

export const checks: Readonly<Record<string, Check>> = {
  '1 starts, serves, imports, trains, predicts, converts': computes,
  '2 signature and launch on macOS': signature,
  '3 many short jobs beside a busy main': manyJobs,
  '4 limits of processes, and stops at once': limitsOfProcesses,
  '5 kills of a trainer and of main': endsOfProcesses,
  '6 crashed pages': () =>
    Promise.reject(new NotHere('pages are driven by Playwright: test/desktop, in the same binary')),
  '7 folders with odd names, files held by others': oddFolders,
  '8 fuses and the seal of the archive': fuses,
  '9 npm start after a cut-off install': npmStart,
};

export const trainingOn = (batteryIds: readonly unknown[], more: Json = {}): Json => ({
  algorithm: 'baseline',
  battery_ids: batteryIds,
  hyperparams: { epochs: 2 },
  ...more,
});
