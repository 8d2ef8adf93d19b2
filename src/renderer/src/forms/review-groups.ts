/** Files of one batch in groups of what is most likely one product: the same name but for its last number, about the same capacity. Pure. */
import type { PreviewedCell } from '../../../shared/contract/import-preview.ts';
import type { ReviewedFile } from '../state/reviewed-file.ts';

export interface ReviewGroup {
  readonly key: string;
  /** `2C_battery-*` */
  readonly pattern: string;
  readonly files: readonly ReviewedFile[];
}

/** Cells of one product differ by less at the beginning of their lives. */
const productRange = 1.25;
const firstCycles = 10;

/** Those with cells to import or imported; in the order in which they came. */
export function groupFiles(files: readonly ReviewedFile[]): readonly ReviewGroup[] {
  const byPattern = Map.groupBy(files.filter(hasCells), ({ file }) => namePattern(file.name));
  const groups = [...byPattern].flatMap(([pattern, same]) => byProduct(pattern, same));
  return joinSingles(groups);
}

export const cellsOf = ({ preview }: ReviewedFile): readonly PreviewedCell[] => preview?.cells ?? [];

const hasCells = (one: ReviewedFile): boolean => cellsOf(one).length > 0;

/** The name without its ending, its last number replaced by a star. */
export function namePattern(filename: string): string {
  const name = filename.replace(/(?<=.)\.[^.]{1,8}$/, '');
  return name.replace(/\d+(?=\D*$)/, '*');
}

/** Ah; the largest of the first cycles of its first cell. */
export function firstCapacity(one: ReviewedFile): number {
  const first = (cellsOf(one)[0]?.capacity ?? []).slice(0, firstCycles);
  return Math.max(...first.map((capacity) => capacity ?? 0), 0);
}

function byProduct(pattern: string, files: readonly ReviewedFile[]): readonly ReviewGroup[] {
  const rising = files.toSorted((a, b) => firstCapacity(a) - firstCapacity(b));
  const products: ReviewedFile[][] = [];
  for (const one of rising) {
    const current = products.at(-1);
    const smallest = current?.[0];
    if (current && smallest && firstCapacity(one) <= productRange * firstCapacity(smallest))
      current.push(one);
    else products.push([one]);
  }
  return products.map((same) => groupOf(pattern, same));
}

function groupOf(pattern: string, files: readonly ReviewedFile[]): ReviewGroup {
  const inOrder = files.toSorted((a, b) => a.id - b.id);
  return { key: `${pattern} ${inOrder[0]?.id ?? 0}`, pattern, files: inOrder };
}

/** Files whose names have nothing in common are asked about together where their capacities are alike. */
function joinSingles(groups: readonly ReviewGroup[]): readonly ReviewGroup[] {
  const singles = groups.filter(({ files }) => files.length === 1);
  if (singles.length < 2) return groups.toSorted(byFirstFile);
  const joined = byProduct(
    'other names',
    singles.flatMap(({ files }) => files),
  );
  const many = joined.filter(({ files }) => files.length > 1);
  const taken = new Set(many.flatMap(({ files }) => files));
  const left = groups.filter(({ files }) => files.length > 1 || !files.some((one) => taken.has(one)));
  return [...left, ...many].toSorted(byFirstFile);
}

const byFirstFile = (a: ReviewGroup, b: ReviewGroup): number => (a.files[0]?.id ?? 0) - (b.files[0]?.id ?? 0);

/** What all of them say, '' where they differ. */
export function sharedAnswer(files: readonly ReviewedFile[], field: keyof ReviewedFile['answers']): string {
  const [first = '', ...others] = new Set(files.map(({ answers }) => answers[field]));
  return others.length === 0 ? first : '';
}

/** The nominal capacities that were guessed, each once, rising; empty where all are answered. */
export function guessedNominals(files: readonly ReviewedFile[]): readonly number[] {
  const guesses = files
    .filter(({ keepsGuess, phase }) => !keepsGuess && phase !== 'imported')
    .filter(({ answers }) => answers.nominalCapacity.trim() === '')
    .flatMap((one) => cellsOf(one).map(({ nominal_capacity: capacity }) => capacity));
  return [...new Set(guesses)].toSorted((a, b) => a - b);
}
