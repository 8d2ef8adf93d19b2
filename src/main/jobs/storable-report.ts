/** What a trainer reported, as it is stored: numbers that do not exist become null, times UTC. */
import type { LogLine } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';

const finiteOrNull = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;

export function storableEpoch(report: EpochReport): EpochReport {
  const terms = Object.entries(report.terms).map(([name, value]) => [name, finiteOrNull(value)] as const);
  return {
    epoch: report.epoch,
    train_loss: finiteOrNull(report.train_loss),
    val_loss: finiteOrNull(report.val_loss),
    terms: Object.fromEntries(terms),
  };
}

/** A line whose time cannot be read gets `now`. */
export function storableLine(line: LogLine, now: string): LogLine {
  const timeMs = Date.parse(line.timestamp);
  return { ...line, timestamp: Number.isNaN(timeMs) ? now : new Date(timeMs).toISOString() };
}
