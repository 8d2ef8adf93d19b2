/** Reports of stored cells, judged anew. Runs in the importer process. */
import { countsRows, judgeAgain } from '../cells/quality/judge-rows.ts';
import { notesOf } from '../cells/quality/quality-entry.ts';
import type { Judged, JudgeRequest } from '../shared/contract/importer-messages.ts';
import { labelCycles } from '../shared/domain/labels.ts';
import { readCapacity } from '../stored-cells/read-cell-rows.ts';

export async function judgeCells({ cells }: JudgeRequest): Promise<Judged> {
  const judged: Judged['cells'] = [];
  for (const cell of cells) judged.push(await judgeCell(cell));
  return { type: 'judged', cells: judged };
}

async function judgeCell(cell: JudgeRequest['cells'][number]): Promise<Judged['cells'][number]> {
  const { nominal_capacity: nominalCapacityAh, end_of_life: endOfLife, quality: before } = cell;
  const course = { ...(await readCapacity(cell.path)), nominalCapacityAh, endOfLife };
  const { endOfLifeCycle } = labelCycles(course);
  const hasCycleNumbers = !countsRows(before);
  const rows = { ...course, endOfLifeCycle, hasCycleNumbers, nominalNote: cell.nominal_capacity_note };
  const quality = judgeAgain(before, rows, cell.earlier_note);
  return { quality, notes: notesOf(quality.entries) };
}
