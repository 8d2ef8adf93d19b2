/** Remembered mappings. None throws. */
import type { AskOf } from '../client/client.ts';
import { sayDone, sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Files of the review that could not be read as they are may have the same columns: they are read again. */
export async function rememberMapping(mapping: AskOf<'save-import-mapping'>): Promise<void> {
  try {
    const { name } = await stores().client.call('save-import-mapping', mapping);
    sayDone(`Remembered as ${name}: files with these columns are read this way from now on`);
    const { files } = stores().review.state.getState();
    const refused = files.filter(({ preview }) => preview !== null && preview.refused !== null);
    stores().review.readAgain(refused.map(({ id }) => id));
  } catch (error) {
    sayFailed('The mapping could not be remembered', error);
  }
}
