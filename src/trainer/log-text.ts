/** A log line before it has a time. */
import type { LogLevel } from '../shared/contract/job.ts';

export interface LogText {
  readonly level: LogLevel;
  readonly message: string;
}

export const information = (message: string): LogText => ({ level: 'INFO', message });
export const warning = (message: string): LogText => ({ level: 'WARNING', message });
