import { describe, expect, it } from 'vitest';
import {
  commonEndOfLife,
  type LabelMeaning,
  matchLabels,
  ownLabels,
} from '../../../../src/shared/domain/label-meaning.ts';

const cell = (facts: Partial<LabelMeaning> = {}): LabelMeaning => ({
  nominal_capacity_ah: 2,
  end_of_life: 0.8,
  capacity_from: 'all',
  ...facts,
});
const trained = [cell(), cell()];

describe('an answer in the labels of the cell that is asked about', () => {
  it('is the model’s own where nothing differs', () => {
    expect(matchLabels(trained, cell())).toEqual({
      sohFactor: 1,
      nominalCapacityAh: 2,
      rulEndsAt: 0.8,
      warnings: [],
    });
  });

  it('has its SoH converted by the nominal capacities, so that the Ah stay the same', () => {
    const match = matchLabels(trained, cell({ nominal_capacity_ah: 2.5 }));
    expect(0.9 * match.sohFactor! * 2.5).toBeCloseTo(0.9 * 2, 12);
    expect(match).toMatchObject({ nominalCapacityAh: 2.5, rulEndsAt: null });
    expect(match.warnings).toEqual([
      'SoH was converted: the model’s is a fraction of 2 Ah, this cell’s nominal capacity is 2.5 Ah.',
      expect.stringContaining(
        'SoH 80 % of 2 Ah (1.6 Ah), and the end of life of this cell is SoH 80 % of 2.5 Ah (2 Ah)',
      ),
    ]);
  });

  it('has its RUL where both count to the same Ah', () => {
    const match = matchLabels(trained, cell({ nominal_capacity_ah: 2.5, end_of_life: 0.64 }));
    expect(match).toMatchObject({ sohFactor: 0.8, rulEndsAt: 0.64 });
  });

  it('has no RUL to another end of life, and says to which the model counts', () => {
    const match = matchLabels(trained, cell({ end_of_life: 0.85 }));
    expect(match).toMatchObject({ sohFactor: 1, rulEndsAt: null });
    expect(match.warnings[0]).toMatch(/^RUL is not answered: .*1\.6 Ah.*85 %/);
  });

  it('is none where the training cells differ and none is like it', () => {
    const mixed = [cell(), cell({ nominal_capacity_ah: 2.5 })];
    expect(matchLabels(mixed, cell({ nominal_capacity_ah: 3 }))).toMatchObject({
      sohFactor: null,
      rulEndsAt: null,
      warnings: [expect.stringContaining('2, 2.5 Ah')],
    });
    expect(matchLabels(mixed, cell({ nominal_capacity_ah: 2.5 }))).toMatchObject({
      sohFactor: 1,
      rulEndsAt: 0.8,
    });
  });

  it('is none where the capacities come from other cycles; what an old model did not record refuses nothing', () => {
    const checked = cell({ capacity_from: 'check_ups' });
    expect(matchLabels(trained, checked)).toMatchObject({
      sohFactor: null,
      warnings: [expect.stringContaining('"check_ups"')],
    });
    expect(matchLabels([cell({ capacity_from: null })], checked).sohFactor).toBe(1);
  });
});

describe('a model whose cells count to different ends of life', () => {
  const mixed = [cell(), cell({ end_of_life: 0.7 })];
  it('answers RUL to none of them', () => {
    expect(commonEndOfLife(mixed)).toBeNull();
    for (const match of [matchLabels(mixed, cell()), ownLabels(mixed)]) {
      expect(match.rulEndsAt).toBeNull();
      expect(match.warnings[0]).toContain('SoH 70 %, SoH 80 %');
    }
  });
});
