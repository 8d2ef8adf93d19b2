/** The questions about the program itself, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { ProgramSettings } from '../settings/program-settings.ts';
import { getHealth, type HealthParts } from './get-health.ts';
import { getVersion } from './get-version.ts';

export interface SystemQueryParts extends HealthParts {
  readonly settings: Pick<ProgramSettings, 'current'>;
}

export function systemQueries(
  parts: SystemQueryParts,
): Pick<Handlers, 'get-health' | 'get-version' | 'get-settings'> {
  return {
    'get-health': getHealth(parts),
    'get-version': getVersion,
    'get-settings': () => parts.settings.current(),
  };
}
