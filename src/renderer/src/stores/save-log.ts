/** The whole log as text: copied or saved. */
import { saveFile } from '../charts/save-file.ts';
import { copyText } from './copy-text.ts';
import { textOfLine } from './log-book.ts';
import { readWholeLog, useLogStore } from './log-store.ts';
import { sayFailed } from './notices-store.ts';

export async function copyLog(jobId: number): Promise<void> {
  const text = await wholeText(jobId);
  if (text !== null) await copyText(text, 'Log');
}

export async function saveLog(jobId: number): Promise<void> {
  const text = await wholeText(jobId);
  if (text !== null) saveFile(`job-${jobId}.log`, text, 'text/plain');
}

/** With the level filter as it is set; null where it could not be read, which was said. */
async function wholeText(jobId: number): Promise<string | null> {
  try {
    const lines = await readWholeLog(jobId, useLogStore.getState().level, () => true);
    return lines.map((line) => `${textOfLine(line)}\n`).join('');
  } catch (error) {
    sayFailed('The log could not be read', error);
    return null;
  }
}
