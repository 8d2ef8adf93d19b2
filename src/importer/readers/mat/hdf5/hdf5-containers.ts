/** Cells and structs of a v7.3 file: datasets of references, and groups of them. */
import type { Metadata } from 'h5wasm';
import { brokenMat } from '../broken-mat.ts';
import { checkElements, deeper } from '../mat-limits.ts';
import { elementCount, type MatCell, type MatStruct, type MatValue } from '../mat-value.ts';
import {
  type Hdf5Spot,
  type Hdf5Source,
  readAddresses,
  readAttributes,
  referenceType,
  reversed,
} from './matlab-object.ts';

/** Reads the object at a spot, which may be a cell or a struct again. */
type ReadValue = (spot: Hdf5Spot) => MatValue;

interface References {
  readonly readValue: ReadValue;
  readonly dims: readonly number[];
  readonly metadata: Metadata;
}

export function cellOfReferences(
  source: Hdf5Source,
  spot: Hdf5Spot,
  { dims, metadata, readValue }: References,
): MatCell {
  const depth = deeper(spot.depth, source.limits, spot.path);
  checkElements(elementCount({ dims }), source.limits, spot.path);
  const addresses = onceAsked(() => readAddresses(source, spot, metadata));
  const follow = followReferences(source, readValue);
  return {
    kind: 'cell',
    path: spot.path,
    dims,
    item: (index) => follow(addresses()[index], { path: `${spot.path}{${index + 1}}`, depth }),
  };
}

/** A group is one struct, or an array of them where every field is a list of references that is no cell. */
export function structOfGroup(source: Hdf5Source, spot: Hdf5Spot, readValue: ReadValue): MatStruct {
  const depth = deeper(spot.depth, source.limits, spot.path);
  const fields = source.file.names(spot.object);
  const objectOf = (name: string): string => `${spot.object}/${name}`;
  const dims = arrayDims(source, fields.map(objectOf), spot.path);
  if (!dims) {
    return {
      kind: 'struct',
      path: spot.path,
      dims: [1, 1],
      fields,
      field: (name) => {
        const path = `${spot.path}.${name}`;
        return fields.includes(name) ? readValue({ object: objectOf(name), path, depth }) : undefined;
      },
    };
  }
  return structArray(source, { ...spot, depth }, { fields, dims, readValue });
}

function structArray(
  source: Hdf5Source,
  { object, path, depth }: Hdf5Spot,
  {
    fields,
    dims,
    readValue,
  }: { readonly fields: readonly string[]; readonly dims: readonly number[]; readonly readValue: ReadValue },
): MatStruct {
  checkElements(elementCount({ dims }), source.limits, path);
  const open = (name: string) => {
    const field = { object: `${object}/${name}`, path: `${path}.${name}`, depth };
    const addresses = readAddresses(source, field, source.file.datasetMetadata(field.object));
    return { addresses, follow: followReferences(source, readValue) };
  };
  const opened = new Map<string, ReturnType<typeof open>>();
  const isOne = elementCount({ dims }) === 1;
  return {
    kind: 'struct',
    path,
    dims,
    fields,
    field: (name, index) => {
      if (!fields.includes(name)) return undefined;
      const { addresses, follow } = opened.get(name) ?? open(name);
      if (!opened.has(name)) opened.set(name, { addresses, follow });
      return follow(addresses[index], { path: `${path}${isOne ? '' : `(${index + 1})`}.${name}`, depth });
    },
  };
}

/** The dimensions that all fields share; undefined where the group is a single struct. */
function arrayDims(
  source: Hdf5Source,
  objects: readonly string[],
  path: string,
): readonly number[] | undefined {
  let shared: readonly number[] | undefined;
  for (const object of objects) {
    const shape = shapeOfReferences(source, object);
    if (!shape) return undefined;
    if (shared && elementCount({ dims: shared }) !== elementCount({ dims: shape })) {
      throw brokenMat(
        path,
        'expected as many elements in every field of the struct array, found different numbers',
      );
    }
    shared ??= shape;
  }
  return shared && reversed(shared, path);
}

function shapeOfReferences({ file }: Hdf5Source, object: string): readonly number[] | undefined {
  const metadata = file.describe(object);
  if (typeof metadata === 'string') return undefined;
  const { type, ref_type: referenceKind, shape } = metadata;
  if (type !== referenceType || referenceKind !== 'object') return undefined;
  return readAttributes(file, object).class === '' ? (shape ?? [1]) : undefined;
}

type Spot = Pick<Hdf5Spot, 'path' | 'depth'>;

/** Answers what a reference of one array names. */
function followReferences(source: Hdf5Source, readValue: ReadValue) {
  let isSupposedDataset = false;
  return (address: number | undefined, { path, depth }: Spot): MatValue => {
    if (address === undefined) throw new RangeError(`${path} is beyond the end of the array`);
    if (address === 0) return nothing(path);
    const object = source.pathOfObject(address);
    if (object === undefined) throw brokenMat(path, 'expected an array, found a reference to nothing');
    const value = readValue({ object, path, depth, isSupposedDataset });
    isSupposedDataset = value.kind !== 'struct';
    return value;
  };
}

/** A reference to nothing is what MATLAB shows as `[]`. */
function nothing(path: string): MatValue {
  const real = (): Float64Array => new Float64Array();
  return { kind: 'numeric', class: 'double', path, dims: [0, 0], real, imaginary: () => null };
}

function onceAsked<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}
