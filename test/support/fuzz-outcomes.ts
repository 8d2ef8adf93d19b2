/** Broken copies of a file, one after another: each comes in, or is refused in words. */
import { expect } from 'vitest';
import { AppError } from '../../src/shared/domain/app-error.ts';

/**
 * `readCopy`: reads the copy of a seed and looks at what came in. Any other end than an import or a refusal fails with the
 * seed's number; so does a trial in which either never happened. Counts are printed where CELLWRIGHT_FUZZ_COUNT is set.
 */
export async function expectWordsOrCells(
  count: number,
  readCopy: (seed: number) => Promise<void>,
): Promise<void> {
  const outcomes = { imported: 0, refused: 0 };
  for (let seed = 0; seed < count; seed += 1) {
    try {
      await readCopy(seed);
      outcomes.imported += 1;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'INVALID_FILE_FORMAT'))
        throw new Error(`copy ${String(seed)}`, { cause: error });
      expect(error.details?.[0]?.issue).toMatch(/\w/);
      outcomes.refused += 1;
    }
  }
  if (process.env['CELLWRIGHT_FUZZ_COUNT']) process.stdout.write(`${JSON.stringify(outcomes)}\n`);
  expect(outcomes.imported).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
}
