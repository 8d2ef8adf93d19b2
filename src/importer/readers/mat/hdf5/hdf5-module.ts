/**
 * The HDF5 library as WebAssembly, in a file system of its own in which the uploaded file is all there is: a hostile
 * file can name other files (external links, external storage), but here they do not exist.
 */
import { readSync } from 'node:fs';
import type { ready } from 'h5wasm';

export type Hdf5Module = Awaited<typeof ready>;

/** What is used of Emscripten's file system, whose own types leave it out. */
interface WasmFileSystem {
  createFile(folder: string, name: string, properties: object, canRead: boolean, canWrite: boolean): WasmFile;
  getStream(descriptor: number): { stream_ops: object };
  unlink(path: string): void;
}

interface WasmFile {
  stream_ops: object;
}

export interface MountedFile {
  readonly path: string;
  readonly unmount: () => void;
}

const standardError = 2;
let mountCount = 0;

/** Loaded on first use: most uploads need none of its megabytes. */
export async function loadHdf5(): Promise<Hdf5Module> {
  return (await import('h5wasm')).ready;
}

/** The file is read where it lies, as HDF5 asks for its bytes. */
export function mountFile(module: Hdf5Module, descriptor: number, byteCount: number): MountedFile {
  const files = fileSystemOf(module);
  mountCount += 1;
  const name = `upload-${mountCount}.mat`;
  const file = files.createFile('/', name, {}, true, false);
  Object.defineProperty(file, 'usedBytes', { get: () => byteCount });
  const read = (...[, heap, offset, length, position]: ReadArguments): number => {
    if (position >= byteCount) return 0;
    return readSync(descriptor, heap, offset, Math.min(length, byteCount - position), position);
  };
  file.stream_ops = { ...file.stream_ops, read };
  return { path: `/${name}`, unmount: () => files.unlink(`/${name}`) };
}

type ReadArguments = readonly [
  stream: unknown,
  heap: Int8Array<ArrayBuffer>,
  offset: number,
  length: number,
  position: number,
];

/** HDF5 says on its standard error what it could not do; it goes to the listener instead of the console. */
export function listenToErrors(module: Hdf5Module, listener: (text: string) => void): void {
  const write = (_stream: unknown, heap: Int8Array, offset: number, length: number): number => {
    listener(Buffer.from(heap.buffer, heap.byteOffset + offset, length).toString('latin1'));
    return length;
  };
  const stream = fileSystemOf(module).getStream(standardError);
  stream.stream_ops = { ...stream.stream_ops, write };
}

function fileSystemOf(module: Hdf5Module): WasmFileSystem {
  return module.FS as unknown as WasmFileSystem;
}
