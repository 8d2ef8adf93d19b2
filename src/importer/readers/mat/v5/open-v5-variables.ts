/** Finds the variables of a v5 file without unpacking them. */
import type { FileHandle } from 'node:fs/promises';
import { brokenMat } from '../broken-mat.ts';
import { v5HeaderBytes } from '../detect-mat.ts';
import { type MatLimits, numberBudget, type TakeNumbers } from '../mat-limits.ts';
import type { MatVariable } from '../mat-value.ts';
import { loadVariable, peekVariable, type VariableBytes } from './load-variable.ts';
import { readHeader } from './v5-header.ts';
import { readMatrix } from './v5-matrix.ts';
import { elementType, readElement, type V5Source } from './v5-source.ts';

const tagBytes = 8;
/** More than flags, dimensions and a name ever take. */
const headerBytes = 4096;

interface V5File {
  readonly handle: FileHandle;
  readonly byteCount: number;
  readonly littleEndian: boolean;
  readonly limits: MatLimits;
  readonly takeNumbers: TakeNumbers;
}

/** Throws INVALID_FILE_FORMAT, as reading them does. */
export async function openV5Variables(
  handle: FileHandle,
  littleEndian: boolean,
  limits: MatLimits,
): Promise<readonly MatVariable[]> {
  const byteCount = (await handle.stat()).size;
  const file: V5File = { handle, byteCount, littleEndian, limits, takeNumbers: numberBudget(limits) };
  const variables: MatVariable[] = [];
  for (let start = v5HeaderBytes; start < byteCount;) {
    const bytes = await bytesAt(file, start);
    const variable = bytes.type === undefined ? undefined : await openVariable(file, bytes);
    if (variable) variables.push(variable);
    if (variables.length > limits.maxVariables) {
      throw brokenMat('', `expected at most ${limits.maxVariables} variables, found more`);
    }
    start = bytes.end + (bytes.type === 'compressed' ? 0 : (8 - (bytes.end % 8)) % 8);
  }
  return variables;
}

async function bytesAt({ handle, byteCount, littleEndian }: V5File, start: number) {
  const where = `byte ${start} of the file`;
  const tag = new DataView(new ArrayBuffer(tagBytes));
  const { bytesRead } = await handle.read(tag, 0, tagBytes, start);
  if (bytesRead < tagBytes) throw brokenMat(where, 'expected another variable, found the end of the file');
  const [type, size] = [tag.getUint32(0, littleEndian), tag.getUint32(4, littleEndian)];
  const room = byteCount - start - tagBytes;
  if (size > room) {
    throw brokenMat(
      where,
      `the variable says it has ${size} bytes, ${room} are there: the file is cut off or damaged`,
    );
  }
  return { start, size, end: start + tagBytes + size, type: kindOf(type) };
}

/** Undefined for what no variable is in. */
function kindOf(type: number): VariableBytes['type'] | undefined {
  if (type === elementType.matrix) return 'plain';
  return type === elementType.compressed ? 'compressed' : undefined;
}

/** Undefined for the nameless one in which MATLAB keeps the insides of objects. */
async function openVariable(file: V5File, { start, size, type }: Awaited<ReturnType<typeof bytesAt>>) {
  const where = `byte ${start} of the file`;
  const bytes: VariableBytes = { start, size, type: type ?? 'plain' };
  if (type === 'plain' && size === 0) return undefined;
  const peeked = sourceOf(file, await peekVariable(file, bytes, headerBytes));
  // The matrix is longer than what was peeked at: only its tag may say so.
  const header = readHeader(peeked, { start: tagBytes, end: peeked.bytes.length }, where);
  if (header.name === '') return undefined;
  return {
    name: header.name,
    class: header.isLogical ? 'logical' : header.class,
    read: async () => {
      const source = sourceOf(file, await loadVariable(file, bytes));
      readElement(source, { start: 0, end: source.bytes.length }, header.name);
      return readMatrix(source, { start: 0, end: source.bytes.length }, { path: header.name, depth: 0 });
    },
  };
}

function sourceOf({ littleEndian, limits, takeNumbers }: V5File, bytes: Uint8Array<ArrayBuffer>): V5Source {
  return { bytes, view: new DataView(bytes.buffer), littleEndian, limits, takeNumbers };
}
