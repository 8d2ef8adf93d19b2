/** What a setting does now and at the next start, in words. Pure. */
import type { Switch } from '../../../shared/contract/setting.ts';
import type { Settings } from '../../../shared/contract/settings.ts';

type Port = Pick<Settings, 'port' | 'port_at_next_start' | 'port_set_by'>;

export function portWords({ port, port_at_next_start: next, port_set_by: by }: Port): string {
  const now = `Now ${port}`;
  if (by === 'argument') return `${now}, set by --port, which wins over what is stored here.`;
  if (by === 'environment') return `${now}, set by CELLWRIGHT_PORT, which wins over what is stored here.`;
  return port === next
    ? `${now}. A change takes effect at the next start.`
    : `${now}; ${next} from the next start.`;
}

export const gpuSentences: Readonly<Record<Switch, string>> = {
  auto: 'The desktop draws its window without the GPU only while a training runs on one, from its next start.',
  on: 'The desktop always draws its window without the GPU, from its next start: slower pages, all of it for training.',
  off: 'The desktop draws its window with the GPU, from its next start, whatever trains.',
};
