/** What one can do with a model. Each says what it did or why not; none throws. */
import type { Model } from '../../../shared/contract/model.ts';
import type { AskOf, ModelFormat } from '../client/client.ts';
import { confirm } from '../state/confirm-store.ts';
import { asClientError } from '../state/loading.ts';
import { sayDone, sayFailed, sentenceOf } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

/** Answers whether the model is gone. */
export async function removeModel({ id, name }: Model): Promise<boolean> {
  const text = 'Its file goes for good. The job that made it stays, so it can be trained again.';
  if (!(await confirm({ title: `Delete ${name}?`, text, action: 'Delete the model' }))) return false;
  try {
    await stores().models.remove(id);
    stores().selectedModels.drop([id]);
    sayDone(`${name} is deleted`);
    return true;
  } catch (error) {
    sayFailed(`${name} could not be deleted`, error);
    return false;
  }
}

/** null where it was saved, else why not. */
export async function changeModel(
  id: number,
  change: Omit<AskOf<'rename-model'>, 'model_id'>,
): Promise<string | null> {
  try {
    await stores().models.update({ ...change, model_id: id });
    return null;
  } catch (error) {
    const { message, details } = asClientError(error);
    return details[0]?.issue ?? sentenceOf({ message, details });
  }
}

export async function downloadModel({ id, name }: Model, format: ModelFormat): Promise<void> {
  try {
    await stores().models.save(id, format);
  } catch (error) {
    sayFailed(`${name} could not be downloaded`, error);
  }
}
