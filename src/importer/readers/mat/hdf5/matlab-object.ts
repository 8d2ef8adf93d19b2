/** Objects of a v7.3 file as MATLAB labels them: by attributes, dimensions in its own order, references. */
import type { Metadata } from 'h5wasm';
import { brokenMat } from '../broken-mat.ts';
import type { MatLimits, TakeNumbers } from '../mat-limits.ts';
import type { Hdf5File } from './hdf5-file.ts';
import { readHdf5Bytes } from './hdf5-numbers.ts';

export interface Hdf5Source {
  readonly file: Hdf5File;
  readonly limits: MatLimits;
  readonly takeNumbers: TakeNumbers;
  readonly pathOfObject: (address: number) => string | undefined;
}

export interface Hdf5Spot {
  /** Of the object in the file. */
  readonly object: string;
  /** In MATLAB's words. */
  readonly path: string;
  readonly depth: number;
  /** As its neighbour in the array was; only a guess. */
  readonly isSupposedDataset?: boolean;
}

/** What the attributes of an object say. */
export interface MatlabAttributes {
  /** Empty where there is none: another program wrote the file, or it is a field of a struct array. */
  readonly class: string;
  /** The dataset then holds the dimensions. */
  readonly isEmpty: boolean;
  readonly isObject: boolean;
}

export const referenceType = 7;
const longestClassName = 256;
export const maxDimensions = 32;

export function readAttributes(file: Hdf5File, object: string): MatlabAttributes {
  const names = file.attributeNames(object);
  return {
    class: names.includes('MATLAB_class') ? classOf(file, object) : '',
    isEmpty: names.includes('MATLAB_empty'),
    isObject: names.includes('MATLAB_object_decode'),
  };
}

const floatType = 1;
const floatClasses: ReadonlyMap<number, string> = new Map([
  [4, 'single'],
  [8, 'double'],
]);

/** MATLAB stores nothing else as floats, and most of a file is: asking HDF5 for attributes takes longest of all. */
export function attributesOfFloats({ type, size }: Metadata): MatlabAttributes | undefined {
  const className = type === floatType ? floatClasses.get(size) : undefined;
  return className === undefined ? undefined : { class: className, isEmpty: false, isObject: false };
}

function classOf(file: Hdf5File, object: string): string {
  const { size, total_size: count, vlen } = file.attributeMetadata(object, 'MATLAB_class');
  if (vlen || count !== 1 || size > longestClassName) return '';
  const bytes = file.attributeBytes(object, 'MATLAB_class', size);
  return Buffer.from(bytes.buffer).toString('latin1').replace(/\0.*$/s, '');
}

/** HDF5 counts the dimensions from the other end, and MATLAB knows none below two. */
export function reversed(shape: readonly number[], path: string): readonly number[] {
  if (shape.length > maxDimensions)
    throw brokenMat(path, `expected dimensions, found ${shape.length} of them`);
  const dims = shape.toReversed();
  return dims.length >= 2 ? dims : [...dims, 1, 1].slice(0, 2);
}

/** The addresses in a dataset of references, in MATLAB's order. */
export function readAddresses(
  source: Hdf5Source,
  { object, path }: Hdf5Spot,
  metadata: Metadata,
): Float64Array {
  source.takeNumbers(metadata.total_size, path);
  if (metadata.size !== 8) throw brokenMat(path, `expected references of 8 bytes, found ${metadata.size}`);
  const addresses = new BigUint64Array(readHdf5Bytes(source.file, object, metadata));
  return Float64Array.from(addresses, Number);
}
