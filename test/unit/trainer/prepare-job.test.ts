import { describe, expect, test } from 'vitest';
import { describeJob } from '../../../src/trainer/describe-job.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { madeUpCell, type MadeUpCell } from '../../support/measured-cells.ts';

function prepared(cells: readonly MadeUpCell[], wish?: JobWish) {
  const measured = cells.map(madeUpCell);
  return prepareJob(jobSpecOf(measured, wish), measured);
}

function linesOf(job: ReturnType<typeof prepared>): string[] {
  return describeJob(job, 'reference').map(({ level, message }) => `${level} ${message}`);
}

describe('targets', () => {
  test('SoH and RUL where a training cell reaches its end of life', () => {
    const job = prepared([
      { batteryId: 1, rowCount: 20 },
      { batteryId: 2, rowCount: 20 },
    ]);
    expect(job.targets).toEqual(['soh', 'rul']);
    expect(job.plan.outputWidth).toBe(2);
  });

  test('SoH alone, with a warning, where only a validation cell does', () => {
    const cells = [
      { batteryId: 1, rowCount: 20, fade: 0.1 },
      { batteryId: 2, rowCount: 20 },
    ];
    const job = prepared(cells, { hyperparams: { validation_battery_ids: [2] } });
    expect(job.targets).toEqual(['soh']);
    expect(linesOf(job).find((line) => line.includes('RUL is not trained'))).toMatch(
      /^WARNING .*end of life/,
    );
  });
});

test('the scaler is the same whatever the validation cell holds', () => {
  const wish = { hyperparams: { validation_battery_ids: [2] } };
  const training = { batteryId: 1, rowCount: 20 };
  const one = prepared([training, { batteryId: 2, rowCount: 20 }], wish);
  const other = prepared([training, { batteryId: 2, rowCount: 90, fade: 0.9 }], wish);
  expect(other.scaler).toEqual(one.scaler);
});

describe('the first lines of the log', () => {
  test('name the cells that train and the cells that validate', () => {
    const cells = [1, 2, 3].map((batteryId) => ({ batteryId, rowCount: 20 }));
    const lines = linesOf(prepared(cells, { hyperparams: { validation_battery_ids: [2] } }));
    expect(lines).toContain('INFO Training: "cell 1" (battery 1), "cell 3" (battery 3)');
    expect(lines).toContain('INFO Validation: "cell 2" (battery 2)');
    expect(lines).toContain('INFO Split by battery: 40 cycles train, 20 validate');
    // 3·64 + 64, twice 64·64 + 64, 64·2 + 2.
    expect(lines).toContain('INFO Engine reference, 8706 parameters');
  });

  test('warn of columns that not every battery has, and of having no feature at all', () => {
    const lines = linesOf(
      prepared([
        { batteryId: 1, rowCount: 20, featureNames: ['a'] },
        { batteryId: 2, rowCount: 20, featureNames: ['b'] },
      ]),
    );
    expect(lines).toContain('WARNING Columns that not every battery has are left out: "a", "b"');
    expect(lines.filter((line) => line.includes('cycle index is the only input'))).toHaveLength(1);
  });
});

test('missing and outlying values are counted by column', () => {
  const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 200 }));
  const [first, second] = cells;
  const features = second!.features.map((value, index) => (index === 0 ? NaN : index === 3 ? 1e6 : value));
  const spec = jobSpecOf(cells, { hyperparams: { validation_battery_ids: [2] } });
  const lines = linesOf(prepareJob(spec, [first!, { ...second!, features }]));
  expect(lines).toContain(
    'WARNING Missing values of 400 cycles, replaced by the training mean: 1 of "charge time"',
  );
  expect(lines.find((line) => line.includes('deviations'))).toMatch(/: 1 of "voltage mean"$/);
});

describe('refuses in plain words', () => {
  test('a single cycle to train on', () => {
    expect(() => prepared([{ batteryId: 1, rowCount: 2 }])).toThrow(
      /Only one cycle with a capacity is left to train on/,
    );
  });

  test('a capacity that overflows every figure', () => {
    const cell = madeUpCell({ batteryId: 7, rowCount: 30 });
    cell.capacityAh[20] = 1e200;
    expect(() => prepareJob(jobSpecOf([cell]), [cell])).toThrow(
      /^Cycle 21 of "cell 7" \(battery 7\) has a capacity of 1e\+200 Ah at a nominal capacity of 2 Ah/,
    );
  });

  test('cycles that all have the same SoH', () => {
    expect(() => prepared([{ batteryId: 1, rowCount: 30, fade: 0 }])).toThrow(/same SoH \(1\)/);
  });
});
