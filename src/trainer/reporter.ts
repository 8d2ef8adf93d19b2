/** The trainer's word to its parent: epochs and log lines in batches, a sign of life in between; nothing is left out. */
import type { LogLevel } from '../shared/contract/job.ts';
import type { EpochReport, TrainerMessage } from '../shared/contract/trainer-messages.ts';
import type { TrainerHost } from './trainer-host.ts';

/** About ten messages a second: as fast as anybody looks. */
const reportIntervalMs = 100;
const aliveIntervalMs = 1000;
/** Of the contract. */
const longestMessage = 10_000;

type LogLine = Extract<TrainerMessage, { type: 'report' }>['logs'][number];

export interface Reporter {
  /** `epoch`: the one it speaks of, where it would come again with a repetition of that epoch. */
  readonly log: (level: LogLevel, message: string, epoch?: number) => void;
  readonly epoch: (report: EpochReport) => void;
  /** Sends what is due; called whenever the training pauses for a moment. */
  readonly tick: () => void;
  /** Sends all that is waiting, at once. */
  readonly flush: () => void;
}

export function createReporter(host: Pick<TrainerHost, 'post' | 'elapsedMs' | 'timestamp'>): Reporter {
  let epochs: EpochReport[] = [];
  let logs: LogLine[] = [];
  let lastReportMs = -Infinity;
  let lastAliveMs = -Infinity;

  const flush = (): void => {
    if (epochs.length + logs.length === 0) return;
    host.post({ type: 'report', epochs, logs });
    lastReportMs = host.elapsedMs();
    epochs = [];
    logs = [];
  };
  const tick = (): void => {
    const nowMs = host.elapsedMs();
    if (nowMs - lastReportMs >= reportIntervalMs) flush();
    if (nowMs - lastAliveMs < aliveIntervalMs) return;
    host.post({ type: 'alive' });
    lastAliveMs = nowMs;
  };
  const log: Reporter['log'] = (level, message, epoch) => {
    const line = { timestamp: host.timestamp(), level, message: message.slice(0, longestMessage) };
    logs.push(epoch === undefined ? line : { ...line, epoch });
  };
  return { log, epoch: (report) => epochs.push(report), tick, flush };
}
