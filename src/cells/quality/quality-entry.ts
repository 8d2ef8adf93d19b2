/** One line of an import's report. */
import { kindOfEntry, type QualityEntry, type RepairName } from '../../shared/contract/quality.ts';

/** As many as the contract lets an entry name. */
const maxCycles = 20;

export interface EntryFacts {
  /** All cycles concerned; the first twenty are named. */
  readonly cycles?: readonly number[];
  /** Rows, cycles or samples; the number of cycles unless given. */
  readonly count?: number;
  readonly repair?: RepairName;
}

type Severity = QualityEntry['severity'];

export function qualityEntry(
  code: QualityEntry['code'],
  severity: Severity,
  message: string,
  { cycles = [], count = cycles.length, repair }: EntryFacts = {},
): QualityEntry {
  const named = cycles.filter((cycle) => Number.isSafeInteger(cycle)).slice(0, maxCycles);
  const kind = kindOfEntry({ code, severity });
  return { code, severity, kind, message, count, cycles: named, repair: repair ?? null };
}

/** They follow from a nominal capacity and a threshold that may be changed later, or weigh little in a short list. */
const codesWithoutNote = new Set<QualityEntry['code']>([
  'censored',
  'starts_below_end_of_life',
  'short_life',
  'unit_assumed',
  'capacity_rises',
  'capacity_checked',
  // Told as the note of the capacity.
  'nominal_assumed',
]);

/** What a battery's notes say of a report. */
export const notesOf = (entries: readonly QualityEntry[]): string[] =>
  entries.filter(({ code }) => !codesWithoutNote.has(code)).map(({ message }) => message);
