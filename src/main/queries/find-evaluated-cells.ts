/** What a model reached on cells by its newest evaluations of them; one of before a cell was changed does not count. */
import { evaluatedCell, type JudgedCell } from '../../shared/domain/compared-errors.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { EvaluationStore } from '../store/evaluation-store.ts';

export interface EvaluatedCellsParts {
  readonly batteryStore: Pick<BatteryStore, 'findBattery'>;
  readonly evaluationStore: Pick<EvaluationStore, 'listEvaluations'>;
}

/** Of more evaluations than these, the older ones are not looked at. */
const looked = 100;

/** In the order of the cells; those without an evaluation are left out. */
export function findEvaluatedCells(
  { batteryStore, evaluationStore }: EvaluatedCellsParts,
  modelId: number,
  batteryIds: readonly number[],
): readonly JudgedCell[] {
  const { items } = evaluationStore.listEvaluations({ model_id: modelId, page: 1, page_size: looked });
  return batteryIds.flatMap((id) => {
    const battery = batteryStore.findBattery(id);
    if (!battery) return [];
    const newest = items.find(
      ({ battery_ids: ids, created_at: time }) => ids.includes(id) && time > battery.updated_at,
    );
    const cell = newest?.cells.find(({ battery_id: cellId }) => cellId === id);
    return cell ? [evaluatedCell({ ...cell, name: battery.name })] : [];
  });
}
