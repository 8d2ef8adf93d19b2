/** In what two jobs differ as trainings. Pure. */
import type { JobSpec } from '../shared/contract/job-spec.ts';

/** How fast it is trained, and how long, changes no step of it. */
const beside = ['epochs', 'early_stopping_patience', 'threads', 'device', 'reproducible'];

/**
 * One sentence part for each: "batch_size was 32, is 64". What only one of the two names is no difference: it came, with
 * its default, or went with another version of the program.
 */
export function specDifferences(before: JobSpec, now: JobSpec): readonly string[] {
  const was = factsOf(before);
  return [...factsOf(now)].flatMap(([name, value]) => {
    const old = was.get(name);
    return old === undefined || old === value ? [] : [`${name} was ${old}, is ${value}`];
  });
}

function factsOf({ algorithm, hyperparams, cells }: JobSpec): ReadonlyMap<string, string> {
  const knobs = Object.entries(hyperparams).filter(([name]) => !beside.includes(name));
  return new Map([
    ['algorithm', algorithm],
    ...knobs.map(([name, value]) => [name, JSON.stringify(value)] as const),
    ['number of batteries', String(cells.length)],
    ...cells.flatMap(({ name, dataset_hash: hash, nominal_capacity_ah: capacity, end_of_life: end }, at) => {
      const battery = `battery ${at + 1} (${name})`;
      return [
        [`data of battery ${at + 1}`, `${name} ${hash.slice(0, 12)}`],
        [`nominal capacity of ${battery}`, String(capacity)],
        [`end of life of ${battery}`, String(end)],
      ] as const;
    }),
  ]);
}
