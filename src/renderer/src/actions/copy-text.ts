/** Puts a text on the clipboard and says whether that worked. */
import { sayDone, sayFailed } from '../state/notices-store.ts';

/** `text`: itself, or how to get it. */
export async function copyText(text: string | (() => string | Promise<string>), what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    sayDone(`${what} copied`);
  } catch (error) {
    sayFailed(`${what} could not be copied`, error);
  }
}
