/** A data folder with something of everything, files of somebody else among them; ended properly, or killed in the midst of a training. */
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, startProgram } from '../support/program.ts';
import { curvesAsCsv } from '../support/raw-samples.ts';
import { call, upload, waitForJob } from '../support/rest-client.ts';
import { createJob, uploadCells } from './references.ts';
import { listJobs } from './questions.ts';

export interface FilledFolders {
  /** Its database has no log. */
  readonly ended: string;
  readonly killed: string;
}

/** Files and links that nobody but their owner may touch, in every data folder of the campaign. */
export const theirs = [
  'models/best.pt',
  'arrays/week 1.npy',
  'notes.txt',
  'jobs/2/notes.txt',
  'models/shared',
];

export async function fillFolders(root: string, elsewhere: string): Promise<FilledFolders> {
  const [ended, killed] = [join(root, 'ended'), join(root, 'killed')];
  const program = await startProgram({ dataDir: ended });
  await uploadCells(program);
  await uploadCurves(program);
  await createJob(program, 'baseline', 'whole');
  await waitForJob(program.api, 1);
  await call('POST', `${program.api}/models/1/evaluations`, { battery_ids: [3] });
  await fetch(`${program.api}/models/1/download?format=onnx`);
  await call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: 2 });
  await call('POST', `${program.api}/backups`);
  await createJob(program, 'folds', 'broken off');
  await untilCheckpoints(program);
  addTheirs(ended, elsewhere);
  await program.stop({ keepData: true });
  cpSync(ended, killed, { recursive: true, verbatimSymlinks: true });
  const again = await startProgram({ dataDir: killed });
  await call('PATCH', `${again.api}/batteries/4`, { name: 'renamed' });
  await untilEpoch(again, 2, 110);
  const gone = once(again.process, 'exit');
  again.process.kill('SIGKILL');
  await gone;
  return { ended, killed };
}

async function uploadCurves({ api }: Program): Promise<void> {
  const { status, body } = await upload(api, { name: 'curves.csv', content: curvesAsCsv() });
  if (status !== 201) throw new Error(`the upload was answered ${status}: ${JSON.stringify(body)}`);
}

const untilCheckpoints = (program: Program): Promise<void> => untilEpoch(program, 2, 60);

async function untilEpoch({ api }: Program, jobId: number, epoch: number): Promise<void> {
  for (;;) {
    const job = (await listJobs(api)).find(({ id }) => id === jobId);
    if ((job?.currentEpoch ?? 0) >= epoch) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function addTheirs(dataDir: string, elsewhere: string): void {
  mkdirSync(elsewhere, { recursive: true });
  for (const name of ['theirs.txt', 'job-7.safetensors'])
    writeFileSync(join(elsewhere, name), 'of somebody else');
  for (const path of theirs) {
    if (path === 'models/shared') symlinkSync(elsewhere, join(dataDir, path));
    else writeFileSync(join(dataDir, path), `${path} of somebody else`);
  }
}
