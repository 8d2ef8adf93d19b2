/**
 * The pages of the interface, in the order in which they are listed: rail, routes, Ctrl K, keys and the desktop's menu come
 * from here; which component draws one stands in the renderer's `pages/index.tsx`.
 */
export interface PageFacts {
  readonly label: string;
  /** Where the rail lists it; nowhere where nothing is said. */
  readonly rail?: 'top' | 'foot';
  /** One of the interface's own; every page on the rail has one. */
  readonly icon?: string;
  /** The page on the rail that it belongs to, where it is none itself. */
  readonly under?: string;
  /** A single letter, and what the list of keys says of it. */
  readonly shortcut?: { readonly key: string; readonly words: string };
}

export type PageTable = Readonly<Record<string, PageFacts>>;

export const pageFacts = {
  jobs: { label: 'Jobs', rail: 'top', icon: 'jobs' },
  'new-job': { label: 'New job', under: 'jobs', shortcut: { key: 'n', words: 'New job' } },
  batteries: { label: 'Batteries', rail: 'top', icon: 'batteries' },
  'import-review': { label: 'Import review', under: 'batteries' },
  models: { label: 'Models', rail: 'top', icon: 'models' },
  predict: {
    label: 'Predict',
    rail: 'top',
    icon: 'predict',
    shortcut: { key: 'p', words: 'Predict, with the model or cell on the page' },
  },
  compare: {
    label: 'Compare',
    rail: 'top',
    icon: 'compare',
    shortcut: { key: 'c', words: 'Compare, with the rows that are selected' },
  },
  settings: { label: 'Settings', rail: 'foot', icon: 'settings' },
} as const satisfies PageTable;

export type PageName = keyof typeof pageFacts;

/** Those on the rail, and so in a menu, in their order. */
export const railPages = (table: PageTable = pageFacts): readonly (readonly [string, PageFacts])[] =>
  Object.entries(table).filter(([, { rail }]) => rail !== undefined);
