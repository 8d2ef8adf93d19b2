/** Reads one MATLAB value of a v7.3 file: a dataset or group whose attributes say what MATLAB saw in it. */
import type { Metadata } from 'h5wasm';
import { brokenMat } from '../broken-mat.ts';
import { charRows } from '../char-rows.ts';
import { checkLetters } from '../mat-limits.ts';
import { elementCount, type MatValue, numericClasses } from '../mat-value.ts';
import { cellOfReferences, structOfGroup } from './hdf5-containers.ts';
import {
  type Hdf5Spot,
  type Hdf5Source,
  type MatlabAttributes,
  maxDimensions,
  attributesOfFloats,
  readAttributes,
  referenceType,
  reversed,
} from './matlab-object.ts';
import { readHdf5Complex, readHdf5Numbers } from './hdf5-numbers.ts';

const compoundType = 6;

/** Throws INVALID_FILE_FORMAT. */
export function readHdf5Value(source: Hdf5Source, spot: Hdf5Spot): MatValue {
  const { file } = source;
  const readValue = (part: Hdf5Spot): MatValue => readHdf5Value(source, part);
  const found = file.describe(spot.object, spot.isSupposedDataset);
  if (found === 'other') {
    throw brokenMat(spot.path, 'expected an array, found a link to another file or nothing');
  }
  const metadata = found === 'group' ? undefined : found;
  const attributes = (metadata && attributesOfFloats(metadata)) ?? readAttributes(file, spot.object);
  if (attributes.isObject) {
    return { kind: 'opaque', class: attributes.class || 'object', path: spot.path, dims: [1, 1] };
  }
  return metadata
    ? valueOfDataset(source, spot, { attributes, metadata })
    : structOfGroup(source, spot, readValue);
}

interface Dataset {
  readonly attributes: MatlabAttributes;
  readonly metadata: Metadata;
}

function valueOfDataset(source: Hdf5Source, spot: Hdf5Spot, dataset: Dataset): MatValue {
  const { attributes, metadata } = dataset;
  const dims = attributes.isEmpty
    ? storedDims(source, spot, metadata)
    : reversed(metadata.shape ?? [1], spot.path);
  const isReference = metadata.type === referenceType && metadata.ref_type === 'object';
  if (isReference && !attributes.isEmpty) {
    return cellOfReferences(source, spot, {
      dims,
      metadata,
      readValue: (part) => readHdf5Value(source, part),
    });
  }
  return attributes.isEmpty || elementCount({ dims }) === 0
    ? emptyValue(attributes.class, spot.path, dims)
    : filledValue(source, spot, { ...dataset, dims });
}

function storedDims(source: Hdf5Source, { object, path }: Hdf5Spot, metadata: Metadata): readonly number[] {
  if (metadata.total_size > maxDimensions) throw brokenMat(path, 'expected dimensions, found something else');
  const dims = [...readHdf5Numbers(source.file, object, metadata)];
  const isValid = dims.length >= 2 && dims.every((size) => Number.isInteger(size) && size >= 0);
  if (!isValid || !Number.isSafeInteger(elementCount({ dims }))) {
    throw brokenMat(path, `expected the dimensions of an array, found ${dims.join(' x ')}`);
  }
  return dims;
}

function emptyValue(className: string, path: string, dims: readonly number[]): MatValue {
  const base = { path, dims };
  if (className !== 'struct' && elementCount(base) > 0) {
    throw brokenMat(path, `expected an empty array, found ${dims.join(' x ')}`);
  }
  const real = (): Float64Array => new Float64Array();
  if (className === 'char') return { ...base, kind: 'char', rows: () => [] };
  if (className === 'struct') return { ...base, kind: 'struct', fields: [], field: () => undefined };
  if (className === 'logical') return { ...base, kind: 'logical', real };
  if (className === 'cell') {
    return { ...base, kind: 'cell', item: () => emptyValue('double', path, [0, 0]) };
  }
  const numericClass = numericClasses.find((name) => name === className) ?? 'double';
  return { ...base, kind: 'numeric', class: numericClass, real, imaginary: () => null };
}

function filledValue(
  { file, takeNumbers }: Hdf5Source,
  { object, path }: Hdf5Spot,
  { attributes, metadata, dims }: Dataset & { readonly dims: readonly number[] },
): MatValue {
  const base = { path, dims };
  const count = elementCount(base);
  const numbers = (): Float64Array => {
    takeNumbers(count, path);
    return readHdf5Numbers(file, object, metadata);
  };
  const rows = (): readonly string[] => {
    checkLetters(count, path);
    return charRows(numbers(), dims);
  };
  if (attributes.class === 'char') {
    return { ...base, kind: 'char', rows };
  }
  if (attributes.class === 'logical') return { ...base, kind: 'logical', real: numbers };
  const numericClass = numericClasses.find((name) => name === (attributes.class || 'double'));
  if (!numericClass) return { ...base, kind: 'opaque', class: attributes.class };
  if (metadata.type !== compoundType) {
    return { ...base, kind: 'numeric', class: numericClass, real: numbers, imaginary: () => null };
  }
  const complex = () => {
    takeNumbers(2 * count, path);
    return readHdf5Complex(file, object, metadata);
  };
  const imaginary = (): Float64Array => complex().imaginary;
  return { ...base, kind: 'numeric', class: numericClass, real: () => complex().real, imaginary };
}
