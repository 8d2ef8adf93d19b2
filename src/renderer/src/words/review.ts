/** The review of a batch in words. Pure. */
import type { ColumnRole } from '../../../shared/contract/import-mapping.ts';
import type { PreviewedCell } from '../../../shared/contract/import-preview.ts';
import type { EntryKind, QualityEntry } from '../../../shared/contract/quality.ts';
import type { ReviewedFile } from '../state/reviewed-file.ts';
import { count, plural } from './number.ts';

/** "13 files: 11 ready · 1 needs columns · 1 cannot be read" */
export function reviewInWords(files: readonly ReviewedFile[]): string {
  const ofState = Object.groupBy(files, stateOf);
  const parts = Object.entries(stateWords).flatMap(([state, words]) => {
    const number = ofState[state as ReviewState]?.length ?? 0;
    return number === 0 ? [] : [`${count(number)} ${words(number)}`];
  });
  return `${plural(files.length, 'file')}: ${parts.join(' · ')}`;
}

type ReviewState = 'reading' | 'ready' | 'left out' | 'columns' | 'failed' | 'importing' | 'imported';

const stateWords: Readonly<Record<ReviewState, (number: number) => string>> = {
  imported: () => 'imported',
  importing: () => 'on the way in',
  ready: () => 'ready',
  'left out': () => 'left out',
  columns: (number) => (number === 1 ? 'needs columns' : 'need columns'),
  failed: () => 'cannot be read',
  reading: () => 'being read',
};

function stateOf({ phase, preview, isChosen }: ReviewedFile): ReviewState {
  if (phase === 'imported' || phase === 'importing') return phase;
  if (phase === 'failed') return 'failed';
  if (preview?.refused) return preview.tables.length > 0 ? 'columns' : 'failed';
  if (!preview) return 'reading';
  return isChosen ? 'ready' : 'left out';
}

export const entryTitles: Readonly<Record<EntryKind, string>> = { mend: 'Mend', look: 'Look', note: 'Note' };

const kinds: readonly EntryKind[] = ['mend', 'look', 'note'];

export const inOrderOfKind = (entries: readonly QualityEntry[]): readonly QualityEntry[] =>
  entries.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

/** Where the message changes, it is another warning. */
export const tickKey = (cell: PreviewedCell, { code, message }: QualityEntry): string =>
  `${cell.name} ${code} ${message}`;

/** Warnings that nobody has ticked off. */
export const openEntries = (cell: PreviewedCell, ticked: ReadonlySet<string>): readonly QualityEntry[] =>
  cell.quality.entries.filter((entry) => entry.kind !== 'note' && !ticked.has(tickKey(cell, entry)));

export const roleWords: Readonly<Record<ColumnRole, string>> = {
  cycle: 'cycle',
  capacity: 'discharge capacity',
  time: 'time',
  voltage: 'voltage',
  current: 'current',
  temperature: 'temperature',
  step_type: 'kind of step',
  cell: 'name of the cell',
};

export const unitsOfRole: Readonly<Record<ColumnRole, readonly string[]>> = {
  cycle: [],
  capacity: ['Ah', 'mAh', 'As'],
  time: ['s', 'min', 'h', 'ms', 'd'],
  voltage: ['V', 'mV'],
  current: ['A', 'mA', 'uA'],
  temperature: ['°C', 'K', '°F'],
  step_type: [],
  cell: [],
};
