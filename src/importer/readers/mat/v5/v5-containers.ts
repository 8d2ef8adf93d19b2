/** Cells and structs of a v5 file: where their parts begin is found once, what they are when it is asked for. */
import { brokenMat, orBroken } from '../broken-mat.ts';
import { checkElements, deeper } from '../mat-limits.ts';
import { elementCount, type MatCell, type MatStruct, type MatValue } from '../mat-value.ts';
import { type MatrixHeader, type MatrixSpot, textOf } from './v5-header.ts';
import { readElement, type Span, type V5Source } from './v5-source.ts';

/** Reads the matrix at a spot, which may be a cell or a struct again. */
type ReadPart = (span: Span, spot: MatrixSpot) => MatValue;

export interface Container {
  readonly header: MatrixHeader;
  readonly spot: MatrixSpot;
  readonly readPart: ReadPart;
}

export function cellOf(source: V5Source, { header, spot, readPart }: Container): MatCell {
  const { path } = spot;
  const depth = deeper(spot.depth, source.limits, path);
  checkParts(source, { count: elementCount(header), fieldCount: 1, content: header.content }, path);
  const starts = onceAsked(() => startsOfParts(source, header.content, elementCount(header), path));
  return {
    kind: 'cell',
    path,
    dims: header.dims,
    item: (index) =>
      partAt(
        readPart,
        { starts: starts(), index, end: header.content.end },
        { path: `${path}{${index + 1}}`, depth },
      ),
  };
}

export function structOf(source: V5Source, { header, spot, readPart }: Container): MatStruct {
  const { path } = spot;
  const depth = deeper(spot.depth, source.limits, path);
  const { fields, content } = readFields(source, header.content, path);
  const count = elementCount(header);
  checkParts(source, { count, fieldCount: fields.length, content }, path);
  const starts = onceAsked(() => startsOfParts(source, content, count * fields.length, path));
  return {
    kind: 'struct',
    path,
    dims: header.dims,
    fields,
    field: (name, index) => {
      const position = fields.indexOf(name);
      if (position < 0) return undefined;
      const part = { starts: starts(), index: index * fields.length + position, end: content.end };
      const element = count === 1 ? '' : `(${index + 1})`;
      return partAt(readPart, part, { path: `${path}${element}.${name}`, depth });
    },
  };
}

/** First the length of the longest name, then all names in that length each. */
function readFields(source: V5Source, content: Span, path: string) {
  const length = readElement(source, content, path);
  const nameLength =
    length.end - length.start === 4 ? source.view.getInt32(length.start, source.littleEndian) : 0;
  const names = readElement(source, { start: length.next, end: content.end }, path);
  const byteCount = names.end - names.start;
  if (nameLength < 1 || byteCount % nameLength !== 0) {
    throw brokenMat(path, `expected names of ${nameLength} bytes each, found ${byteCount} bytes of names`);
  }
  const fields = Array.from({ length: byteCount / nameLength }, (_, index) => {
    const start = names.start + index * nameLength;
    return textOf(source, { start, end: start + nameLength });
  });
  return { fields, content: { start: names.next, end: content.end } };
}

/** Each part needs a tag of 8 bytes at least, so a false count is seen before anything is made for it. */
function checkParts(
  { limits }: V5Source,
  {
    count,
    fieldCount,
    content,
  }: { readonly count: number; readonly fieldCount: number; readonly content: Span },
  path: string,
): void {
  checkElements(count, limits, path);
  const room = content.end - content.start;
  if (count * fieldCount * 8 > room) {
    throw brokenMat(path, `expected ${count * fieldCount} parts, found ${room} bytes, not enough for them`);
  }
}

function startsOfParts(source: V5Source, content: Span, count: number, path: string): Float64Array {
  const starts = new Float64Array(count);
  let start = content.start;
  for (let index = 0; index < count; index++) {
    starts[index] = start;
    start = readElement(source, { start, end: content.end }, path).next;
  }
  return starts;
}

function partAt(
  readPart: ReadPart,
  { starts, index, end }: { readonly starts: Float64Array; readonly index: number; readonly end: number },
  spot: MatrixSpot,
): MatValue {
  const start = starts[index];
  if (start === undefined) throw new RangeError(`${spot.path} is beyond the end of the array`);
  return orBroken(spot.path, () => readPart({ start, end }, spot));
}

function onceAsked<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}
