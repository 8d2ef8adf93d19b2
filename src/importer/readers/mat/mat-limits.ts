/** What a MATLAB file may ask of the importer, and what it has asked so far. */
import { brokenMat } from './broken-mat.ts';

export interface MatLimits {
  /** Of one compressed variable, unpacked. */
  readonly maxVariableBytes: number;
  /** Numbers turned into doubles, over the whole file. */
  readonly maxNumbers: number;
  /** Structs in cells in structs. */
  readonly maxDepth: number;
  readonly maxVariables: number;
  /** Of one cell or struct array. */
  readonly maxElements: number;
}

/** Far beyond what a hundred megabytes of cycling data need. */
export const matLimits: MatLimits = {
  maxVariableBytes: 2 ** 30,
  maxNumbers: 2 ** 26,
  maxDepth: 32,
  maxVariables: 10_000,
  maxElements: 1_000_000,
};

/** Counts the numbers that were read; throws INVALID_FILE_FORMAT before the one that is too many. */
export type TakeNumbers = (count: number, path: string) => void;

export function numberBudget({ maxNumbers }: MatLimits): TakeNumbers {
  let taken = 0;
  return (count, path) => {
    taken += count;
    if (taken > maxNumbers) {
      throw brokenMat(path, `expected at most ${maxNumbers} numbers in one file, found more; split the file`);
    }
  };
}

/** One level deeper; throws INVALID_FILE_FORMAT where that is too deep. */
export function deeper(depth: number, { maxDepth }: MatLimits, path: string): number {
  if (depth < maxDepth) return depth + 1;
  throw brokenMat(path, `expected at most ${maxDepth} structs and cells inside each other, found more`);
}

/** Throws INVALID_FILE_FORMAT for a cell or struct array with more elements than are read. */
export function checkElements(count: number, { maxElements }: MatLimits, path: string): void {
  if (count > maxElements) throw brokenMat(path, `expected at most ${maxElements} elements, found ${count}`);
}

const maxLetters = 1_000_000;

export function checkLetters(count: number, path: string): void {
  if (count > maxLetters) throw brokenMat(path, `expected at most ${maxLetters} letters, found ${count}`);
}
