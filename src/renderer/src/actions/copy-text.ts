/** Puts a text on the clipboard and says whether that worked. */
import { sayDone, sayFailed } from '../state/notices-store.ts';

export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    sayDone(`${what} copied`);
  } catch (error) {
    sayFailed(`${what} could not be copied`, error);
  }
}
