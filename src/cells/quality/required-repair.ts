/** Repairs that an import cannot do without, and those it may leave out. */
import type { RepairName } from '../../shared/contract/quality.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';

export type SkippedRepairs = ReadonlySet<RepairName>;

/** Throws INVALID_FILE_FORMAT where the repair is switched off: what is wrong, where, and how to go on. */
export function requireRepair(repair: RepairName, skipped: SkippedRepairs, issue: string): void {
  if (!skipped.has(repair)) return;
  throw invalidFile(
    `${issue}; correct the file, or switch the repair on again by taking "${repair}" out of skip_repairs`,
  );
}
