/** The job folder, read and checked: what to train, on which measurements. */
import { type MeasuredCell, readCellArrays } from '../learning/files/cell-arrays.ts';
import { type JobSpec, jobSpecSchema, type SpecCell } from '../shared/contract/job-spec.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { TrainerHost } from './trainer-host.ts';

/** Throws AppError when `spec.json` is not what the contract says. */
export async function readSpec(host: Pick<TrainerHost, 'readSpec'>): Promise<JobSpec> {
  const parsed = jobSpecSchema.safeParse(parseJson(await host.readSpec()));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AppError('VALIDATION_ERROR', `The job's spec.json is not as expected: ${issues.join('; ')}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('VALIDATION_ERROR', "The job's spec.json is not JSON; start the job again.", {
      cause: error,
    });
  }
}

/** Throws AppError naming the cell whose measurements are missing or damaged. */
export async function readCells(
  host: Pick<TrainerHost, 'readArrays'>,
  cells: readonly SpecCell[],
): Promise<readonly MeasuredCell[]> {
  const measured: MeasuredCell[] = [];
  for (const cell of cells) measured.push(readCellArrays(await readArrays(host, cell), cell));
  return measured;
}

async function readArrays(host: Pick<TrainerHost, 'readArrays'>, cell: SpecCell): Promise<Uint8Array> {
  try {
    return await host.readArrays(cell.dataset_hash);
  } catch (error) {
    throw new AppError(
      'RESOURCE_NOT_FOUND',
      `The stored cycles of battery ${cell.battery_id} ("${cell.name}") cannot be read: ` +
        `${error instanceof Error ? error.message : 'the file is missing'}. ` +
        'Upload its file again and start a new job.',
      { cause: error },
    );
  }
}
