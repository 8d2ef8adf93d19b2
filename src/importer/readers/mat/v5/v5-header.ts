/** What stands at the beginning of each matrix of a v5 file: its class, its dimensions, its name. */
import { brokenMat } from '../broken-mat.ts';
import { elementCount, numericClasses } from '../mat-value.ts';
import { elementType, readElement, type Span, type V5Element, type V5Source } from './v5-source.ts';

/** By the class number in the file; those of numbers follow from 6 on. */
const otherClasses = ['', 'cell', 'struct', 'object', 'char', 'sparse'] as const;
const classNames: readonly string[] = [...otherClasses, ...numericClasses, 'function_handle', 'opaque'];
const maxDimensions = 32;

export interface MatrixHeader {
  readonly class: string;
  readonly isLogical: boolean;
  readonly isComplex: boolean;
  readonly dims: readonly number[];
  readonly name: string;
  /** What follows the name. */
  readonly content: Span;
}

/** Where a matrix stands: its path in MATLAB's words, and in how many others it lies. */
export interface MatrixSpot {
  readonly path: string;
  readonly depth: number;
}

/** `matrix` may be cut off behind the header. */
export function readHeader(source: V5Source, matrix: Span, path: string): MatrixHeader {
  const flags = readElement(source, matrix, path);
  if (flags.type !== elementType.uint32 || flags.end - flags.start < 8) {
    throw brokenMat(path, 'expected the class of an array, found something else');
  }
  const word = source.view.getUint32(flags.start, source.littleEndian);
  const className = classNames[word & 0xff];
  if (!className) throw brokenMat(path, `expected a class of MATLAB, found number ${word & 0xff}`);
  const isOpaque = className === 'opaque';
  const dims = isOpaque ? undefined : readElement(source, { start: flags.next, end: matrix.end }, path);
  const name = readElement(source, { start: dims?.next ?? flags.next, end: matrix.end }, path);
  return {
    class: className,
    isLogical: (word & 0x200) !== 0,
    isComplex: (word & 0x800) !== 0,
    dims: dims === undefined ? [1, 1] : readDims(source, dims, path),
    name: textOf(source, name),
    content: { start: name.next, end: matrix.end },
  };
}

function readDims(source: V5Source, element: V5Element, path: string): readonly number[] {
  const count = (element.end - element.start) / 4;
  if (element.type !== elementType.int32 || !Number.isInteger(count) || count < 2 || count > maxDimensions) {
    throw brokenMat(path, 'expected the dimensions of an array, found something else');
  }
  const dims = Array.from({ length: count }, (_, index) =>
    source.view.getInt32(element.start + 4 * index, source.littleEndian),
  );
  if (dims.some((size) => size < 0) || !Number.isSafeInteger(elementCount({ dims }))) {
    throw brokenMat(path, `expected the dimensions of an array, found ${dims.join(' x ')}`);
  }
  return dims;
}

/** Up to the first zero byte, as names stand in the file. */
export function textOf({ bytes }: V5Source, { start, end }: Span): string {
  return Buffer.from(bytes.buffer, start, end - start)
    .toString('utf8')
    .replace(/\0.*$/s, '');
}
