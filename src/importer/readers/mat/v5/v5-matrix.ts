/** Reads one matrix of a v5 file: what it is and how large, and what it holds when that is asked for. */
import { brokenMat, orBroken } from '../broken-mat.ts';
import { charRows } from '../char-rows.ts';
import { checkLetters } from '../mat-limits.ts';
import { elementCount, type MatValue, numericClasses, type NumericClass } from '../mat-value.ts';
import { type Container, cellOf, structOf } from './v5-containers.ts';
import { type MatrixHeader, type MatrixSpot, readHeader, textOf } from './v5-header.ts';
import { readNumbers } from './v5-numbers.ts';
import { elementType, readElement, type Span, type V5Element, type V5Source } from './v5-source.ts';

/** `span` begins at the tag of the matrix. Throws INVALID_FILE_FORMAT. */
export function readMatrix(source: V5Source, span: Span, spot: MatrixSpot): MatValue {
  const element = readElement(source, span, spot.path);
  if (element.type !== elementType.matrix) {
    throw brokenMat(spot.path, `expected an array, found data of type ${element.type}`);
  }
  const isEmpty = element.end === element.start;
  return isEmpty ? emptyMatrix(spot.path) : matrixOf(source, readHeader(source, element, spot.path), spot);
}

function emptyMatrix(path: string): MatValue {
  const [real, imaginary] = [() => new Float64Array(), () => null];
  return { kind: 'numeric', class: 'double', path, dims: [0, 0], real, imaginary };
}

function matrixOf(source: V5Source, header: MatrixHeader, spot: MatrixSpot): MatValue {
  const base = { path: spot.path, dims: header.dims };
  const readPart: Container['readPart'] = (span, part) => readMatrix(source, span, part);
  if (header.class === 'cell') return cellOf(source, { header, spot, readPart });
  if (header.class === 'struct') return structOf(source, { header, spot, readPart });
  if (header.class === 'char')
    return { ...base, kind: 'char', rows: () => rowsOf(source, header, spot.path) };
  const numericClass = numericClasses.find((name) => name === header.class);
  return numericClass
    ? numbersOf(source, header, { ...base, class: numericClass })
    : { ...base, kind: 'opaque', class: opaqueClass(source, header, spot.path) };
}

function numbersOf(
  source: V5Source,
  header: MatrixHeader,
  base: { readonly path: string; readonly dims: readonly number[]; readonly class: NumericClass },
): MatValue {
  const count = elementCount(header);
  const real = (): Float64Array => partOf(source, header.content, count, base.path);
  if (header.isLogical) return { path: base.path, dims: base.dims, kind: 'logical', real };
  const imaginary = (): Float64Array | null => {
    if (!header.isComplex) return null;
    const { next } = readElement(source, header.content, base.path);
    return partOf(source, { start: next, end: header.content.end }, count, base.path);
  };
  return { ...base, kind: 'numeric', real, imaginary };
}

function partOf(source: V5Source, span: Span, count: number, path: string): Float64Array {
  if (count === 0) return new Float64Array();
  return orBroken(path, () => readNumbers(source, readElement(source, span, path), count, path));
}

function rowsOf(source: V5Source, header: MatrixHeader, path: string): readonly string[] {
  if (elementCount(header) === 0) return [];
  checkLetters(Math.max(elementCount(header), header.content.end - header.content.start), path);
  const element = readElement(source, header.content, path);
  const decoded = decodedText(source, element);
  if (decoded !== undefined && header.dims[0] === 1) return [decoded];
  const units = decoded === undefined ? unitsOf(source, element, path) : charCodes(decoded);
  return charRows(units, header.dims);
}

function unitsOf(source: V5Source, element: V5Element, path: string): Float64Array {
  const size = element.type === elementType.uint16 || element.type === elementType.utf16 ? 2 : 1;
  const type = size === 2 ? elementType.uint16 : elementType.uint8;
  return readNumbers(source, { ...element, type }, Math.floor((element.end - element.start) / size), path);
}

/** Undefined where the element holds one code unit after the other. */
function decodedText({ bytes, littleEndian }: V5Source, element: V5Element): string | undefined {
  const data = Buffer.from(bytes.buffer, element.start, element.end - element.start);
  if (element.type === elementType.utf8) return data.toString('utf8');
  if (element.type !== elementType.utf32) return undefined;
  const points = Array.from({ length: Math.floor(data.length / 4) }, (_, index) =>
    littleEndian ? data.readUInt32LE(4 * index) : data.readUInt32BE(4 * index),
  );
  return points.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd')).join('');
}

function charCodes(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** An opaque value says its system, then its class: `MCOS`, `table`. */
function opaqueClass(source: V5Source, header: MatrixHeader, path: string): string {
  if (header.class !== 'opaque') return header.class;
  const system = readElement(source, header.content, path);
  const name = readElement(source, { start: system.next, end: header.content.end }, path);
  return textOf(source, name) || textOf(source, system);
}
