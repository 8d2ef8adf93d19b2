/** Labels a cell, judges it, and writes its arrays and curves into the staging folder; runs in the importer process. */
import { labelCycles } from '../shared/domain/labels.ts';
import { assumeNominalCapacity } from '../cells/assume-nominal-capacity.ts';
import type { CellContent } from '../cells/cell-content.ts';
import { writeCellFile } from '../stored-cells/cell-file.ts';
import { writeCurvesFile } from '../stored-cells/curves-file.ts';
import type { FileImportRequest, ImportedCell } from '../shared/contract/importer-messages.ts';
import { judgeRows } from '../cells/quality/judge-rows.ts';
import { notesOf } from '../cells/quality/quality-entry.ts';

type JudgeRequest = Pick<FileImportRequest, 'nominal_capacity' | 'end_of_life' | 'skip_repairs'>;
type StoreRequest = JudgeRequest & Pick<FileImportRequest, 'staging_folder'>;

export async function storeCell(content: CellContent, request: StoreRequest): Promise<ImportedCell> {
  const { arrays, curves } = content;
  const described = describeCell(content, request);
  const dataset_hash = await writeCellFile(request.staging_folder, arrays);
  const curves_hash = curves ? await writeCurvesFile(request.staging_folder, dataset_hash, curves) : null;
  return { ...described, dataset_hash, curves_hash, notes: notesOf(described.quality.entries) };
}

/** All that is said of a cell, before anything of it is written. */
export function describeCell(content: CellContent, request: JudgeRequest) {
  const { arrays } = content;
  const { judged, endOfLifeCycle, nominalCapacityAh, note } = judgeCell(content, request);
  const isOfCheckUps = content.entries.some(({ repair }) => repair === 'use_check_ups');
  return {
    label: content.label,
    total_cycles: arrays.cycleIndex.length,
    features: [...arrays.featureNames],
    nominal_capacity: nominalCapacityAh,
    nominal_capacity_note: note,
    end_of_life: request.end_of_life,
    end_of_life_cycle: endOfLifeCycle,
    capacity_from: isOfCheckUps ? ('check_ups' as const) : ('all' as const),
    quality: {
      format: content.format,
      rows_found: content.rowsFound,
      cycles_found: content.cyclesFound,
      cycles_kept: arrays.cycleIndex.length,
      units: { ...content.units, nominal_capacity: { unit: 'Ah', assumed: note !== null } },
      skipped_repairs: [...request.skip_repairs],
      entries: judged,
    },
  };
}

/** The reader's entries, and what the finished rows tell. */
function judgeCell({ arrays, entries, hasCycleNumbers }: CellContent, request: JudgeRequest) {
  const { cycleIndex, capacityAh } = arrays;
  const assumed = request.nominal_capacity === null ? assumeNominalCapacity(capacityAh) : undefined;
  const nominalCapacityAh = request.nominal_capacity ?? assumed?.nominalCapacityAh ?? Number.NaN;
  const course = { cycleIndex, capacityAh, nominalCapacityAh, endOfLife: request.end_of_life };
  const { endOfLifeCycle } = labelCycles(course);
  const note = assumed?.note ?? null;
  const rows = judgeRows({ ...course, endOfLifeCycle, hasCycleNumbers, nominalNote: note });
  return { judged: [...entries, ...rows], endOfLifeCycle, nominalCapacityAh, note };
}
