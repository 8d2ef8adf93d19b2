/**
 * How much slower than a quiet machine this one may be: every limit of wall-clock time in a test, and vitest's own, is
 * multiplied by it. CELLWRIGHT_TIME_FACTOR=4 on a machine that is shared.
 */
const given = Number(process.env['CELLWRIGHT_TIME_FACTOR'] ?? '1');
if (!(given > 0)) throw new Error('CELLWRIGHT_TIME_FACTOR must be a number greater than 0');

export const withinMs = (ms: number): number => ms * given;
