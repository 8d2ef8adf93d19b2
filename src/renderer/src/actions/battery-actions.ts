/** What one can do with a cell. Each says what it did or why not; none throws. */
import type { Battery } from '../../../shared/contract/battery.ts';
import type { AskOf } from '../client/client.ts';
import { confirm } from '../state/confirm-store.ts';
import { asClientError } from '../state/loading.ts';
import { sayDone, sayFailed, sentenceOf } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Answers whether the cell is gone. */
export async function removeBattery({ id, name }: Battery): Promise<boolean> {
  const isSure = await confirm({
    title: `Delete ${name}?`,
    text: 'Its cycles go from Cellwright; the file they came from stays where it is. Models trained on it stay.',
    action: 'Delete the cell',
  });
  if (!isSure) return false;
  try {
    await stores().batteries.remove(id);
    sayDone(`${name} is deleted`);
    return true;
  } catch (error) {
    sayFailed(`${name} could not be deleted`, error);
    return false;
  }
}

/** null where it was saved, else why not. */
export async function saveBattery(change: AskOf<'update-battery'>): Promise<string | null> {
  try {
    await stores().batteries.update(change);
    return null;
  } catch (error) {
    const { message, details } = asClientError(error);
    return details[0]?.issue ?? sentenceOf({ message, details });
  }
}
