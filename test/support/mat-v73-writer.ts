/** Writes small MATLAB files of version 7.3, as MATLAB lays them out in HDF5: references to arrays in `#refs#`. */
import { type Group, h5wasm, type Reference } from 'h5wasm';
import type { MatFixture } from './mat-v5-writer.ts';

/** MATLAB keeps 512 bytes for its own header. */
const userBlockBytes = 512;

export async function encodeMatV73(variables: Readonly<Record<string, MatFixture>>): Promise<Buffer> {
  const { FS } = await h5wasm.ready;
  const path = `/written-${crypto.randomUUID()}.mat`;
  const file = new h5wasm.File(path, 'w');
  const references = file.create_group('#refs#');
  let count = 0;
  const nextName = (): string => `r${(count += 1)}`;
  for (const [name, value] of Object.entries(variables)) {
    write({ parent: file, references, nextName }, name, value);
  }
  file.close();
  const bytes = Buffer.from(FS.readFile(path));
  FS.unlink(path);
  const header = Buffer.alloc(userBlockBytes);
  header.write('MATLAB 7.3 MAT-file, written by a test'.padEnd(116));
  header.writeUInt16LE(0x0200, 124);
  header.write('IM', 126);
  return Buffer.concat([header, bytes]);
}

interface Target {
  readonly parent: Group;
  readonly references: Group;
  /** Of the next array in `#refs#`. */
  readonly nextName: () => string;
}

function write(target: Target, name: string, value: MatFixture): Reference {
  switch (value.kind) {
    case 'double':
      return writeNumbers(target.parent, name, value);
    case 'char': {
      const units = Uint16Array.from({ length: value.text.length }, (_, at) => value.text.charCodeAt(at));
      return writeArray(target.parent, name, { data: units, shape: [units.length, 1], class: 'char' });
    }
    case 'cell':
      return writeReferences(target, name, { items: value.items, class: 'cell' });
    case 'struct':
      return writeStruct(target, name, value.elements);
  }
}

function writeNumbers(
  parent: Group,
  name: string,
  value: Extract<MatFixture, { kind: 'double' }>,
): Reference {
  const shape = value.dims.toReversed();
  if (value.imaginary === undefined) {
    return writeArray(parent, name, { data: Float64Array.from(value.real), shape, class: 'double' });
  }
  const data = new Map([
    ['real', Float64Array.from(value.real)],
    ['imag', Float64Array.from(value.imaginary)],
  ]);
  const dataset = parent.create_dataset({ name, data, shape: [...shape] });
  dataset.create_attribute('MATLAB_class', 'double', null, 'A6');
  return dataset.create_reference();
}

/** Nothing is stored of an empty array but its dimensions. */
function writeArray(
  parent: Group,
  name: string,
  array: {
    readonly data: Float64Array | Uint16Array;
    readonly shape: readonly number[];
    readonly class: string;
  },
): Reference {
  const isEmpty = array.data.length === 0;
  const dataset = parent.create_dataset(
    isEmpty
      ? { name, data: new BigUint64Array(2), shape: [2] }
      : { name, data: array.data, shape: [...array.shape] },
  );
  dataset.create_attribute('MATLAB_class', array.class, null, `A${array.class.length}`);
  if (isEmpty) dataset.create_attribute('MATLAB_empty', new Uint8Array([1]), []);
  return dataset.create_reference();
}

function writeStruct(
  target: Target,
  name: string,
  elements: readonly Readonly<Record<string, MatFixture>>[],
): Reference {
  const group = target.parent.create_group(name);
  group.create_attribute('MATLAB_class', 'struct', null, 'A6');
  const [first] = elements;
  const inner = { ...target, parent: group };
  for (const field of Object.keys(first ?? {})) {
    const items = elements.flatMap((element) => element[field] ?? []);
    const [only] = items;
    if (elements.length === 1 && only) write(inner, field, only);
    else writeReferences(inner, field, { items, class: null });
  }
  return group.create_reference();
}

/** A cell, or the field of a struct array, which has no class. */
function writeReferences(
  target: Target,
  name: string,
  list: { readonly items: readonly MatFixture[]; readonly class: string | null },
): Reference {
  const data = list.items.map((item) =>
    write({ ...target, parent: target.references }, target.nextName(), item),
  );
  const dataset = target.parent.create_dataset({ name, data, shape: [data.length, 1], dtype: 'Reference' });
  if (list.class !== null)
    dataset.create_attribute('MATLAB_class', list.class, null, `A${list.class.length}`);
  return dataset.create_reference();
}
