import { describe, expect, it } from 'vitest';
import { evaluationOfCell } from '../../../../src/renderer/src/state/prediction-store.ts';

describe('the evaluation that draws a curve', () => {
  const cell = { id: 3, updated_at: '2026-01-02T00:00:00.000Z' };
  const newest = { battery_ids: [3], created_at: '2026-01-04T00:00:00.000Z' };
  const older = { battery_ids: [3], created_at: '2026-01-03T00:00:00.000Z' };

  it('is the newest there is of this cell alone', () => {
    const others = [
      { battery_ids: [3, 4], created_at: '2026-01-05T00:00:00.000Z' },
      { battery_ids: [4], created_at: '2026-01-05T00:00:00.000Z' },
    ];
    expect(evaluationOfCell([...others, newest, older], cell)).toBe(newest);
    expect(evaluationOfCell(others, cell)).toBeUndefined();
  });

  it('is none of before the cell was changed: its SoH may be another since', () => {
    expect(evaluationOfCell([older], { ...cell, updated_at: older.created_at })).toBeUndefined();
  });
});
