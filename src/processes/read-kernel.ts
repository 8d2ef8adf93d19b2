/** The compiled kernels of an installation. */
import { readFile } from 'node:fs/promises';

/** `folder`: where they lie, if anywhere. The function answers the bytes of a build, undefined where it is missing. */
export function kernelReader(folder: URL): (build: string) => Promise<Uint8Array | undefined> {
  return async (build) => {
    try {
      return await readFile(new URL(`${build}.wasm`, folder));
    } catch {
      // An installation without kernels computes with another engine, and says so.
      return undefined;
    }
  };
}
