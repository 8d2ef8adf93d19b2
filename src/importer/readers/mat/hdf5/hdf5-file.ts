/** One HDF5 file, object by object; everything that goes wrong inside the library becomes INVALID_FILE_FORMAT. */
import type { Metadata } from 'h5wasm';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { brokenMat } from '../broken-mat.ts';
import { type Hdf5Module, listenToErrors, loadHdf5, mountFile } from './hdf5-module.ts';

export interface Hdf5File {
  readonly module: Hdf5Module;
  readonly byteCount: number;
  /** The names in a group. */
  names(group: string): readonly string[];
  /** What a dataset is like; the kind of anything else. Much quicker where it is a dataset, as was supposed. */
  describe(path: string, isSupposedDataset?: boolean): Metadata | 'group' | 'other';
  attributeNames(path: string): readonly string[];
  attributeMetadata(path: string, name: string): Metadata;
  attributeBytes(path: string, name: string, byteCount: number): Uint8Array<ArrayBuffer>;
  datasetMetadata(path: string): Metadata;
  /** Fills the bytes from the dataset, all of it or the block that is named. */
  readInto(path: string, target: Uint8Array<ArrayBuffer>, block?: Block): void;
  /** The address in the file by which references name an object. */
  addressOf(path: string): number;
  close(): void;
}

interface Block {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/** Throws INVALID_FILE_FORMAT where it is no HDF5 file. */
export async function openHdf5File(descriptor: number, byteCount: number): Promise<Hdf5File> {
  const module = await loadHdf5();
  const ask = askHdf5(module);
  const mounted = mountFile(module, descriptor, byteCount);
  try {
    const file = ask('', () => module.open(mounted.path, module.H5F_ACC_RDONLY, false, -1, -1));
    if (file < 0n) throw brokenMat('', 'the HDF5 structure of the file is damaged');
    return fileOf(module, ask, { file, byteCount, unmount: mounted.unmount });
  } catch (error) {
    mounted.unmount();
    throw error;
  }
}

/** Each leaves a little of HDF5's stack behind. */
const maxWrongGuesses = 100;

interface OpenFile {
  readonly file: bigint;
  readonly byteCount: number;
  readonly unmount: () => void;
}

function fileOf(module: Hdf5Module, ask: Ask, { file, byteCount, unmount }: OpenFile): Hdf5File {
  const datasetMetadata = (path: string): Metadata =>
    ask(path, () => module.get_dataset_metadata(file, path));
  return {
    module,
    byteCount,
    names: (group) => ask(group, () => module.get_names(file, group, false)),
    describe: describeObjects(module, ask, { file, datasetMetadata }),
    attributeNames: (path) => ask(path, () => module.get_attribute_names(file, path)),
    attributeMetadata: (path, name) => ask(path, () => module.get_attribute_metadata(file, path, name)),
    attributeBytes: (path, name, size) => {
      const bytes = new Uint8Array(size);
      throughHeap(module, bytes, path, (pointer) =>
        ask(path, () => module.get_attribute_data(file, path, name, pointer)),
      );
      return bytes;
    },
    datasetMetadata,
    readInto: (path, target, block) => {
      const [count, offset] = [block?.count.map(BigInt) ?? null, block?.offset.map(BigInt) ?? null];
      const strides = block ? block.count.map(() => 1n) : null;
      throughHeap(module, target, path, (pointer) =>
        ask(path, () => module.get_dataset_data(file, path, count, offset, strides, pointer)),
      );
    },
    addressOf: (path) => addressIn(ask(path, () => module.create_object_reference(file, path))),
    close: () => {
      ask('', () => module.close_file(file));
      unmount();
    },
  };
}

function describeObjects(
  module: Hdf5Module,
  ask: Ask,
  { file, datasetMetadata }: Pick<OpenFile, 'file'> & Pick<Hdf5File, 'datasetMetadata'>,
): Hdf5File['describe'] {
  let wrongGuesses = 0;
  return (path, isSupposedDataset = false) => {
    if (isSupposedDataset && wrongGuesses < maxWrongGuesses) {
      try {
        return datasetMetadata(path);
      } catch {
        wrongGuesses += 1;
      }
    }
    const type = ask(path, () => module.get_type(file, path));
    if (type === module.H5G_GROUP) return 'group';
    return type === module.H5G_DATASET ? datasetMetadata(path) : 'other';
  };
}

/** References hold the address as 64 bits; beyond 2^53 no file reaches. */
function addressIn(reference: Iterable<number>): number {
  const bytes = Uint8Array.from(reference);
  return bytes.length < 8 ? 0 : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
}

type Ask = <Answer>(path: string, question: () => Answer) => Answer;

/** HDF5 answers with half a result and a complaint where a file is damaged; the complaint counts. */
function askHdf5(module: Hdf5Module): Ask {
  let complaint = '';
  listenToErrors(module, (text) => {
    if (complaint.length < 10_000) complaint += text;
  });
  return (path, question) => {
    complaint = '';
    try {
      const answer = question();
      if (complaint === '') return answer;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw brokenMat(path, wordsOf(complaint), error);
    }
    throw brokenMat(path, wordsOf(complaint));
  };
}

/** The deepest line of HDF5's trace says what was wrong: `#012: H5Z.c line 3 in H5Z_pipeline(): filter failed`. */
function wordsOf(complaint: string): string {
  const deepest = /.*\(\): ([^\n]*)/s.exec(complaint)?.[1];
  return `the HDF5 structure of the file is damaged${deepest === undefined ? '' : ` (${deepest})`}`;
}

/** HDF5 writes into its own memory; what it wrote is copied out, and the memory given back. */
function throughHeap(
  module: Hdf5Module,
  target: Uint8Array<ArrayBuffer>,
  path: string,
  read: (pointer: bigint) => number,
): void {
  const pointer = module._malloc(Math.max(1, target.length));
  if (pointer === 0) throw brokenMat(path, `reading ${target.length} bytes at once needs too much memory`);
  try {
    if (read(BigInt(pointer)) < 0) throw brokenMat(path, 'the HDF5 structure of the file is damaged');
    target.set(module.HEAPU8.subarray(pointer, pointer + target.length));
  } finally {
    module._free(pointer);
  }
}
