/** Cells and structs of a v7.3 file: datasets of references, and groups of them. */
import type { Metadata } from 'h5wasm';
import { brokenMat } from '../broken-mat.ts';
import { checkElements, deeper } from '../mat-limits.ts';
import { elementCount, type MatCell, type MatStruct, type MatValue } from '../mat-value.ts';
import {
  type Hdf5Place,
  type Hdf5Source,
  readAddresses,
  readAttributes,
  referenceType,
  reversed,
} from './matlab-object.ts';

/** Reads the object at a place, which may be a cell or a struct again. */
type ReadValue = (place: Hdf5Place) => MatValue;

interface References {
  readonly readValue: ReadValue;
  readonly dims: readonly number[];
  readonly metadata: Metadata;
}

export function cellOfReferences(
  source: Hdf5Source,
  place: Hdf5Place,
  { dims, metadata, readValue }: References,
): MatCell {
  const depth = deeper(place.depth, source.limits, place.path);
  checkElements(elementCount({ dims }), source.limits, place.path);
  const addresses = onceAsked(() => readAddresses(source, place, metadata));
  return {
    kind: 'cell',
    path: place.path,
    dims,
    item: (index) =>
      valueAt({ source, readValue }, addresses()[index], { path: `${place.path}{${index + 1}}`, depth }),
  };
}

/** A group is one struct, or an array of them where every field is a list of references that is no cell. */
export function structOfGroup(source: Hdf5Source, place: Hdf5Place, readValue: ReadValue): MatStruct {
  const depth = deeper(place.depth, source.limits, place.path);
  const fields = source.file.names(place.object);
  const objectOf = (name: string): string => `${place.object}/${name}`;
  const dims = arrayDims(source, fields.map(objectOf), place.path);
  if (!dims) {
    return {
      kind: 'struct',
      path: place.path,
      dims: [1, 1],
      fields,
      field: (name) => {
        const path = `${place.path}.${name}`;
        return fields.includes(name) ? readValue({ object: objectOf(name), path, depth }) : undefined;
      },
    };
  }
  return structArray(source, { ...place, depth }, { fields, dims, readValue });
}

function structArray(
  source: Hdf5Source,
  { object, path, depth }: Hdf5Place,
  {
    fields,
    dims,
    readValue,
  }: { readonly fields: readonly string[]; readonly dims: readonly number[]; readonly readValue: ReadValue },
): MatStruct {
  checkElements(elementCount({ dims }), source.limits, path);
  const known = new Map<string, Float64Array>();
  const addressesOf = (name: string): Float64Array => {
    const field = `${object}/${name}`;
    const place = { object: field, path: `${path}.${name}`, depth };
    const addresses = known.get(name) ?? readAddresses(source, place, source.file.datasetMetadata(field));
    known.set(name, addresses);
    return addresses;
  };
  const suffix = (index: number): string => (elementCount({ dims }) === 1 ? '' : `(${index + 1})`);
  return {
    kind: 'struct',
    path,
    dims,
    fields,
    field: (name, index) =>
      fields.includes(name)
        ? valueAt({ source, readValue }, addressesOf(name)[index], {
            path: `${path}${suffix(index)}.${name}`,
            depth,
          })
        : undefined,
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
  if (file.kindOf(object) !== 'dataset') return undefined;
  const { type, ref_type: referenceKind, shape } = file.datasetMetadata(object);
  if (type !== referenceType || referenceKind !== 'object') return undefined;
  return readAttributes(file, object).class === '' ? (shape ?? [1]) : undefined;
}

/** A reference to nothing is what MATLAB shows as `[]`. */
function valueAt(
  { source, readValue }: { readonly source: Hdf5Source; readonly readValue: ReadValue },
  address: number | undefined,
  { path, depth }: { readonly path: string; readonly depth: number },
): MatValue {
  if (address === undefined) throw new RangeError(`${path} is beyond the end of the array`);
  if (address === 0) {
    const real = (): Float64Array => new Float64Array();
    return { kind: 'numeric', class: 'double', path, dims: [0, 0], real, imaginary: () => null };
  }
  const object = source.pathOfObject(address);
  if (object === undefined) throw brokenMat(path, 'expected an array, found a reference to nothing');
  return readValue({ object, path, depth });
}

function onceAsked<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}
