/** MATLAB or something else, by the first bytes; the name counts only where they say nothing. */
import { open } from 'node:fs/promises';

const headBytes = 520;
const hdf5Signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');

export async function isMatFile(file: {
  readonly path: string;
  readonly filename: string;
}): Promise<boolean> {
  const handle = await open(file.path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
    return looksLikeMat(buffer.subarray(0, bytesRead), file.filename);
  } finally {
    await handle.close();
  }
}

function looksLikeMat(head: Buffer, filename: string): boolean {
  const isHdf5 = [0, 512].some((place) => head.subarray(place, place + 8).equals(hdf5Signature));
  const isNamed = /^MATLAB [57]\.\d MAT-file/.test(head.toString('latin1', 0, 20));
  const isBinary = head.includes(0) || head.length === 0;
  return isHdf5 || isNamed || (isBinary && filename.toLowerCase().endsWith('.mat'));
}
