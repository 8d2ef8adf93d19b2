/** Trainers as processes of their own, on job folders of their own, as the main process starts them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { type TrainerMessage, trainerMessageSchema } from '../../src/shared/contract/trainer-messages.ts';
import { type JobWish, writeJobFolder } from './job-folder.ts';
import { repositoryRoot } from './program.ts';

const trainerScript = join(repositoryRoot, 'src', 'trainer', 'index.ts');
const folders: string[] = [];
const children: ChildProcess[] = [];

/** After each test: no process and no folder stays. */
export async function clearTrainers(): Promise<void> {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

export async function jobFolder(cells: readonly MeasuredCell[], wish?: JobWish): Promise<string> {
  const folder = await writeJobFolder(cells, wish);
  folders.push(folder);
  return folder;
}

export function startTrainer(folder: string): {
  child: ChildProcess;
  messages: TrainerMessage[];
  ended: Promise<unknown[]>;
} {
  const child = fork(trainerScript, [folder, '1'], { execPath: process.execPath, execArgv: [] });
  children.push(child);
  const messages: TrainerMessage[] = [];
  child.on('message', (message) => messages.push(trainerMessageSchema.parse(message)));
  return { child, messages, ended: once(child, 'exit') };
}

export async function trainToEnd(folder: string): Promise<TrainerMessage[]> {
  const { messages, ended } = startTrainer(folder);
  expect(await ended).toEqual([0, null]);
  return messages;
}

export async function trainToModel(folder: string): Promise<Extract<TrainerMessage, { type: 'succeeded' }>> {
  const messages = await trainToEnd(folder);
  const end = messages.find((message) => message.type === 'succeeded');
  if (!end) throw new Error(JSON.stringify(messages));
  return end;
}

/** Resolves once the trainer has reported an epoch: it is in the midst of training. */
export async function firstEpoch(child: ChildProcess): Promise<void> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [TrainerMessage];
    if (message.type === 'report' && message.epochs.length > 0) return;
  }
}

export const logsOf = (messages: readonly TrainerMessage[]): string[] =>
  messages.flatMap((message) =>
    message.type === 'report' ? message.logs.map(({ level, message }) => `${level} ${message}`) : [],
  );
