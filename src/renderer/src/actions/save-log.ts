/** The whole log as text: copied or saved. */
import { create } from 'zustand';
import { saveFile } from './save-file.ts';
import { copyText } from './copy-text.ts';
import { textOfLine } from '../state/log-book.ts';
import { sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Share of the log that has been read for copying or saving; null: nobody asked. */
export const useLogReading = create<{ readonly share: number | null }>(() => ({ share: null }));

export const stopReading = (): void => useLogReading.setState({ share: null });

export async function copyLog(jobId: number): Promise<void> {
  const text = await wholeText(jobId);
  if (text !== null) await copyText(text, 'Log');
}

export async function saveLog(jobId: number): Promise<void> {
  const text = await wholeText(jobId);
  if (text !== null) saveFile(`job-${jobId}.log`, text, 'text/plain');
}

/** With the level filter as it is set; null where it could not be read, which was said, or is no longer wanted. */
async function wholeText(jobId: number): Promise<string | null> {
  useLogReading.setState({ share: 0 });
  const isWanted = (share: number): boolean => {
    if (useLogReading.getState().share === null) return false;
    useLogReading.setState({ share });
    return true;
  };
  try {
    const { log } = stores();
    const lines = await log.readWhole(jobId, log.state.getState().level, isWanted);
    return isWanted(1) ? lines.map((line) => `${textOfLine(line)}\n`).join('') : null;
  } catch (error) {
    sayFailed('The log could not be read', error);
    return null;
  } finally {
    stopReading();
  }
}
