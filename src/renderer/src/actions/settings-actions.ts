/** Saves a setting; null where that worked, else why not. */
import type { UpdateSettings } from '../../../shared/contract/settings.ts';
import { asClientError } from '../state/loading.ts';
import { sayDone, sentenceOf } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

export async function saveSettings(change: UpdateSettings): Promise<string | null> {
  try {
    await stores().settings.update(change);
    sayDone('Setting saved');
    return null;
  } catch (error) {
    const { message, details } = asClientError(error);
    return details[0]?.issue ?? sentenceOf({ message, details });
  }
}
