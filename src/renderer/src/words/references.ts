/** The references by name, and how a loss compares with theirs. Pure. */
import type { Evaluation, ReferenceName } from '../../../shared/contract/evaluation.ts';
import { loss } from './number.ts';

export const referenceNames: Readonly<Record<ReferenceName, string>> = {
  mean: 'mean',
  linear_fade: 'linear fade',
  ridge: 'ridge',
};

/** "So far, by validation loss: better than mean; ridge (0.0123) is better": the best validation loss so far among the references. */
export function standingAmong(bestLoss: number | null, evaluation: Evaluation | null): string | null {
  const references = (evaluation?.references ?? []).flatMap(({ name, val_loss: value }) =>
    value === null ? [] : [{ name: referenceNames[name], value }],
  );
  if (bestLoss === null || references.length === 0) return null;
  const beaten = references.filter(({ value }) => bestLoss < value).map(({ name }) => name);
  const ahead = references.filter(({ value }) => bestLoss >= value);
  if (ahead.length === 0) return `${soFar} better than ${inWords(beaten)}`;
  const still = ahead.map(({ name, value }) => `${name} (${loss(value)})`);
  const words = `${inWords(still)} ${still.length === 1 ? 'is' : 'are'} better`;
  return beaten.length === 0 ? `${soFar} ${words}` : `${soFar} better than ${inWords(beaten)}; ${words}`;
}

const soFar = 'So far, by validation loss:';

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
