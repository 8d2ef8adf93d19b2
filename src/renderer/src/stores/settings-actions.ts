/** Saves a setting; null where that worked, else why not. */
import type { UpdateSettings } from '../../../shared/contract/system.ts';
import { asClientError } from './loading.ts';
import { sayDone, sentenceOf } from './notices-store.ts';
import { updateSettings } from './settings-store.ts';

export async function saveSettings(change: UpdateSettings): Promise<string | null> {
  try {
    await updateSettings(change);
    sayDone('Setting saved');
    return null;
  } catch (error) {
    const { message, details } = asClientError(error);
    return details[0]?.issue ?? sentenceOf({ message, details });
  }
}
