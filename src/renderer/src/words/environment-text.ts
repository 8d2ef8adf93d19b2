/** What a report about a problem should say about the machine. Pure. */
import type { OutputOf } from '../../../shared/contract/operations.ts';
import { durationInWords } from './duration.ts';

interface Environment {
  readonly settings: OutputOf<'get-settings'> | null;
  readonly version: OutputOf<'get-version'> | null;
  readonly health: OutputOf<'get-health'> | null;
  readonly apiUrl: string;
  readonly browser: string;
}

export function environmentText({ settings, version, health, apiUrl, browser }: Environment): string {
  const lines = [
    ['Cellwright', version ? `${version.version} (API ${version.api})` : 'unknown'],
    ['Node', version?.node ?? 'unknown'],
    ['Platform', version?.platform ?? 'unknown'],
    ['Address', apiUrl],
    ['Data folder', settings?.data_dir ?? 'unknown'],
    ['Up for', health ? durationInWords(health.uptime_seconds) : 'unknown'],
    ['Jobs', health ? `${health.running_jobs} running, ${health.queued_jobs} waiting` : 'unknown'],
    ['Browser', browser],
  ] as const;
  return lines.map(([name, value]) => `${name.padEnd(12)} ${value}`).join('\n');
}
