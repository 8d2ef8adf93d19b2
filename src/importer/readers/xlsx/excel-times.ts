/**
 * Excel keeps dates and durations as days and says only by the format of a cell that it means one: the cell's number is
 * then handed on as a text, so that a column of times is read like that of any other file.
 */

export type CellKind = 'number' | 'date' | 'duration';

/** ECMA-376 18.8.30, with the numbers that East Asian versions use. */
const builtIn: readonly (readonly [from: number, to: number, kind: CellKind])[] = [
  [14, 17, 'date'],
  [18, 21, 'duration'],
  [22, 22, 'date'],
  [27, 36, 'date'],
  [45, 47, 'duration'],
  [50, 58, 'date'],
];
const kindOfBuiltIn = (id: number): CellKind =>
  builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'number';

/** What is written as it stands, colours and conditions say nothing; `[h]` counts hours. */
const notLetters = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** `code`: the format's own, where the file has one for the number. */
export function kindOfFormat(id: number, code: string | undefined): CellKind {
  if (code === undefined) return kindOfBuiltIn(id);
  const letters = code.slice(0, 255).replace(notLetters, '').toLowerCase();
  if (letters.includes('general')) return 'number';
  if (/[yd]/.test(letters)) return 'date';
  return /[hs]/.test(letters) ? 'duration' : /m/.test(letters) ? 'date' : 'number';
}

const dayMs = 86_400_000;
const zeroDayMs = Date.UTC(1899, 11, 30);
const lastDay = 2_958_466;

/** The number itself where it can be no date, and no duration, of Excel's. */
export function timeInDays(days: number, kind: CellKind): string | number {
  if (kind === 'number' || !(days >= 0 && days < lastDay)) return days;
  if (kind === 'date') return new Date(zeroDayMs + Math.round(days * dayMs)).toISOString();
  const milliseconds = Math.round(days * dayMs);
  const seconds = Math.floor(milliseconds / 1000);
  const fraction = String(milliseconds % 1000).padStart(3, '0');
  return `${Math.floor(seconds / 3600)}:${Math.floor(seconds / 60) % 60}:${seconds % 60}.${fraction}`;
}
