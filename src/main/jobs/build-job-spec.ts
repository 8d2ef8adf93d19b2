/** What a trainer is told, from the job and its batteries as they are now. */
import type { Battery } from '../../shared/contract/battery.ts';
import { algorithmChoiceSchema } from '../../shared/contract/hyperparams.ts';
import type { JobSpec, SpecCell } from '../../shared/contract/job-spec.ts';
import { currentEpochOf, type Job } from '../../shared/domain/job.ts';
import { specCellOf } from '../files/spec-cell.ts';

export interface JobSpecParts {
  readonly findBattery: (id: number) => Battery | undefined;
  readonly programVersion: string;
  readonly threadLimit: number;
  readonly keepCheckpoint: boolean;
}

/** Throws in plain words when a battery is gone. */
export function buildJobSpec(job: Job, parts: JobSpecParts): JobSpec {
  return {
    format: 1,
    job_id: job.id,
    program_version: parts.programVersion,
    cells: job.battery_ids.map((id) => specCell(id, parts.findBattery(id))),
    thread_limit: parts.threadLimit,
    keep_checkpoint: parts.keepCheckpoint,
    recorded_epoch: currentEpochOf(job.state) || undefined,
    ...algorithmChoiceSchema.parse({ algorithm: job.algorithm, hyperparams: job.hyperparams }),
  };
}

function specCell(id: number, battery: Battery | undefined): SpecCell {
  if (!battery) throw new Error(`battery ${id} is no longer there; create the job anew without it`);
  return specCellOf(battery);
}
