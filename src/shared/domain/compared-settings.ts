/** What runs were set up with, and in which settings they differ. Pure. */
import type { Comparison } from '../contract/comparison.ts';
import type { Job } from './job.ts';
import type { StoredModel } from '../contract/model.ts';

/** A job with the model it left, or a model with the job it came from; the one that was named is there. */
export type NamedRun =
  | { readonly kind: 'job'; readonly job: Job; readonly model: StoredModel | null }
  | { readonly kind: 'model'; readonly model: StoredModel; readonly job: Job | null };

type Setting = Comparison['settings'][number];

/** The set-up, which job and model say alike. */
export const setUpOf = (run: NamedRun) => (run.kind === 'job' ? run.job : run.model);

const computedBy = (run: NamedRun): string | null => (run.kind === 'job' ? run.job.device : run.model.engine);

function settingsOf(run: NamedRun): ReadonlyMap<string, unknown> {
  const { algorithm, hyperparams, battery_ids } = setUpOf(run);
  return new Map<string, unknown>([
    ['algorithm', algorithm],
    ['battery_ids', battery_ids.toSorted((a, b) => a - b)],
    ...Object.entries(hyperparams),
    ['trained_on', computedBy(run)],
    ...settingsOfModel(run.model),
  ]);
}

const settingsOfModel = (model: StoredModel | null): readonly (readonly [string, unknown])[] =>
  model
    ? [
        ['nominal_capacity', labelOf(model, 'nominal_capacity')],
        ['end_of_life', labelOf(model, 'end_of_life')],
        ['features', model.features.toSorted()],
        ['program_version', model.version],
      ]
    : [];

/** The values that its cells had in training, each once; null where they were not recorded. */
function labelOf(
  { labels }: StoredModel,
  name: 'nominal_capacity' | 'end_of_life',
): readonly number[] | null {
  return labels && [...new Set(labels.map((label) => label[name]))].toSorted((a, b) => a - b);
}

/** A run that does not have a setting has null there. */
export function differences(runs: readonly NamedRun[]): readonly Setting[] {
  const all = runs.map(settingsOf);
  const names = new Set(all.flatMap((settings) => [...settings.keys()]));
  const isEachModelThere = runs.every(({ model }) => model);
  return [...names].flatMap((name) => {
    // What only a model knows is no difference from a run that left none.
    if (!isEachModelThere && namesOfModel.has(name)) return [];
    const values = all.map((settings) => settings.get(name) ?? null);
    const isDifferent = new Set(values.map((value) => JSON.stringify(value))).size > 1;
    return isDifferent ? [{ name, values }] : [];
  });
}

const namesOfModel: ReadonlySet<string> = new Set([
  'nominal_capacity',
  'end_of_life',
  'features',
  'program_version',
]);
