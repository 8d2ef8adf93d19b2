/** Everywhere one can go, by name. Pure. */
import type { Battery } from '../../../shared/contract/battery.ts';
import type { Model } from '../../../shared/contract/model.ts';
import { type PageName, pageFacts, type PageTable } from '../../../shared/contract/pages.ts';
import { entryTo, type Route } from '../routing/route.ts';
import { type JobEntry, jobTitle } from '../state/job-entry.ts';

export interface Destination {
  readonly kind: string;
  readonly name: string;
  readonly route: Route;
}

export const pageDestinations = (table: PageTable = pageFacts): readonly Destination[] =>
  Object.entries(table).map(([page, { label }]) => ({
    kind: 'Page',
    name: label,
    route: entryTo(page as PageName),
  }));

export function allDestinations(
  jobs: readonly Pick<JobEntry, 'id' | 'model_name'>[],
  batteries: ReadonlyMap<number, Battery>,
  models: ReadonlyMap<number, Model>,
): readonly Destination[] {
  return [
    ...pageDestinations(),
    ...jobs.map((job): Destination => ({
      kind: 'Job',
      name: `#${job.id} ${jobTitle(job)}`,
      route: { page: 'job', jobId: job.id },
    })),
    ...[...batteries.values()].map(({ id, name }): Destination => ({
      kind: 'Battery',
      name,
      route: { page: 'battery', batteryId: id },
    })),
    ...[...models.values()].map(({ id, name }): Destination => ({
      kind: 'Model',
      name,
      route: { page: 'model', modelId: id },
    })),
  ];
}

const longestList = 50;

/** Places whose kind and name contain every word; those with the words as they were typed come first. */
export function findDestinations(
  destinations: readonly Destination[],
  search: string,
): readonly Destination[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = destinations.filter(({ kind, name }) => {
    const text = `${kind} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const isAsTyped = ({ name }: Destination): boolean =>
    name.toLowerCase().includes(search.trim().toLowerCase());
  return matches
    .toSorted((one, other) => Number(isAsTyped(other)) - Number(isAsTyped(one)))
    .slice(0, longestList);
}

/** What jobs are asked for while one types this: the words that do not say "job" itself. */
export const jobSearchOf = (search: string): string =>
  search
    .split(/\s+/)
    .filter((word) => !'job'.includes(word.toLowerCase()))
    .join(' ');
