/**
 * XML as it comes in, in pieces → its tags and the text between them, as the bytes in which they stand. Nothing is kept
 * but an unfinished token, no entity is defined by the file, and nothing is looked up: a document type is refused.
 */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';

export interface XmlHandler {
  /** What stands between `<` and `>`: `c r="A1"`, `/c`, `v/`. */
  readonly tag: (bytes: Buffer, from: number, to: number) => void;
  /** What stands between two tags, entities as they are written. May come in pieces around a comment. */
  readonly text: (bytes: Buffer, from: number, to: number) => void;
}

export interface XmlScanner {
  /** Throws INVALID_FILE_FORMAT for a document type, and for a tag or a text of more than a megabyte. */
  readonly push: (bytes: Buffer) => void;
  /** Throws INVALID_FILE_FORMAT where the text ends within a tag. */
  readonly end: () => void;
}

const longestToken = 1_048_576;
const [less, greater, bang, question, quote, apostrophe] = [0x3c, 0x3e, 0x21, 0x3f, 0x22, 0x27];

/** `where`: the file within the archive, for messages. */
export function createXmlScanner(handler: XmlHandler, where: string): XmlScanner {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push: (bytes) => {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      if (rest.length === 0) refuseWideText(whole, where);
      rest = whole.subarray(scan(whole, handler, where));
      if (rest.length > longestToken) throw invalidFile(`expected texts of less than 1 MB, found a longer one; in "${where}"`);
    },
    end: () => {
      if (rest.toString('latin1').trim() !== '') throw invalidFile(`expected the end of a tag, found the end of the file; in "${where}"`);
    },
  };
} // prettier-ignore

/** Answers where the unfinished token begins. */
function scan(bytes: Buffer, handler: XmlHandler, where: string): number {
  let at = 0;
  for (;;) {
    const opening = nextOpening(bytes, at);
    if (opening < 0) return at;
    if (opening > at) handler.text(bytes, at, opening);
    const next = bytes[opening + 1];
    const isSpecial = next === bang || next === question || next === undefined;
    const end = isSpecial ? passSpecial(bytes, opening, handler, where) : endOfTag(bytes, opening);
    if (end < 0) return opening;
    if (!isSpecial) handler.tag(bytes, opening + 1, end);
    at = end + 1;
  }
}

/** Faster than `indexOf` for the short texts of a sheet. */
function nextOpening(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] === less) return at;
  return -1;
}

/** A `>` within quotation marks ends nothing. */
function endOfTag(bytes: Buffer, from: number): number {
  let open = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (open !== 0) {
      if (byte === open) open = 0;
    } else if (byte === greater) return at;
    else if (byte === quote || byte === apostrophe) open = byte;
  }
  return -1;
}

const cdata = '<![CDATA[';

/** Comments and instructions are passed over, CDATA is text. Answers where it ends; negative where that is not there yet. */
function passSpecial(bytes: Buffer, from: number, handler: XmlHandler, where: string): number {
  const start = bytes.toString('latin1', from, from + cdata.length);
  if (start.startsWith('<!--')) return lastOf(bytes, '-->', from + 4);
  if (start.startsWith('<?')) return lastOf(bytes, '?>', from + 2);
  if (start === cdata) {
    const end = lastOf(bytes, ']]>', from + cdata.length);
    if (end >= 0) handler.text(bytes, from + cdata.length, end - 2);
    return end;
  }
  if (start.length === cdata.length) throw declaresType(where);
  return -1;
}

function lastOf(bytes: Buffer, ending: string, from: number): number {
  const at = bytes.indexOf(ending, from, 'latin1');
  return at < 0 ? -1 : at + ending.length - 1;
}

const declaresType = (where: string): Error =>
  invalidFile(
    `expected XML without a document type, found one, which no spreadsheet program writes; in "${where}"`,
  );

function refuseWideText(bytes: Buffer, where: string): void {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) throw invalidFile(`expected UTF-8, found UTF-16; save the workbook anew; in "${where}"`);
}
