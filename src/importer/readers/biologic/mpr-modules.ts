/** An `.mpr` file is a row of modules, each with a header that says how long it is. Only that of the data is read. */
import type { FileHandle } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

export const mprSignature = 'BIO-LOGIC MODULAR FILE';
const firstModule = 52;
const mark = 'MODULE';
/** Up to what all headers have; EC-Lab 11.50 and later writes two numbers more. */
const shortHeader = 57;
const longHeader = 65;
const isLong = 0xffff_ffff;
const maxModules = 1000;

export interface MprData {
  /** Of the module: tells where what stands in it. */
  readonly version: number;
  /** Of its content in the file. */
  readonly start: number;
  /** As the module says; the file may end before. */
  readonly byteCount: number;
}

/** Throws INVALID_FILE_FORMAT where there is no module with data. */
export async function findData(handle: FileHandle, fileBytes: number): Promise<MprData> {
  let at = firstModule;
  for (let count = 0; count < maxModules && at + shortHeader <= fileBytes; count += 1) {
    const header = await headerAt(handle, at);
    if (header.name === 'VMP data') return header;
    at = header.start + header.byteCount;
  }
  throw invalidFile('expected data in the BioLogic file, found settings only; is the file whole?');
}

async function headerAt(handle: FileHandle, at: number): Promise<MprData & { readonly name: string }> {
  const bytes = Buffer.alloc(longHeader);
  await handle.read(bytes, 0, longHeader, at);
  if (bytes.toString('latin1', 0, mark.length) !== mark) {
    throw invalidFile(`expected the next part of the BioLogic file at byte ${at}, found something else; is the file whole?`);
  }
  const name = bytes.toString('latin1', 6, 16).trim();
  const hasLongHeader = bytes.readUInt32LE(41) === isLong;
  return hasLongHeader
    ? { name, version: bytes.readUInt32LE(49) + bytes.readUInt32LE(53), start: at + longHeader, byteCount: bytes.readUInt32LE(45) }
    : { name, version: bytes.readUInt32LE(45), start: at + shortHeader, byteCount: bytes.readUInt32LE(41) };
} // prettier-ignore
