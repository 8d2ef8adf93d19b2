/** An Access database (Jet 4, ACE) as the pages of which it consists: table definitions, and pages with the rows of one table. */
import { recordsOfFile } from '../blocks-of-file.ts';

export const pageBytes = 4096;
const definitionPage = 2;
const dataPage = 1;

const signatures = ['\0\x01\0\0Standard Jet DB\0', '\0\x01\0\0Standard ACE DB\0'];
export function looksLikeAccess(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 32)).toString('latin1');
  return signatures.some((signature) => start.startsWith(signature));
}

/** Version 0 is that of Access 97, whose pages are half as long. */
export const isAccess97 = (head: Buffer): boolean => head[20] === 0;

export interface JetPage {
  /** From 0. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** Every page of the file, in its order. A page that is cut off is none. */
export async function* pagesOf(path: string): AsyncGenerator<readonly JetPage[], void> {
  let number = 0;
  for await (const block of recordsOfFile(path, 0, pageBytes)) {
    const pages: JetPage[] = [];
    for (let at = 0; at < block.length; at += pageBytes) {
      pages.push({ number, bytes: block.subarray(at, at + pageBytes) });
      number += 1;
    }
    yield pages;
  }
}

export const isDefinition = ({ bytes }: JetPage): boolean => bytes[0] === definitionPage && bytes[1] === 1;

/** Whether it holds rows of the table that is defined on that page. */
export const isDataOf = ({ bytes }: JetPage, definition: number): boolean =>
  bytes[0] === dataPage && bytes.readUInt32LE(4) === definition;
