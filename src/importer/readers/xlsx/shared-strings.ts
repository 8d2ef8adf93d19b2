/**
 * The texts of a workbook, which its cells name by number: all of them one after the other in one buffer, since a file
 * may have millions, and made into a string when a cell asks for one.
 */
import { createNumberList } from '../../columns/number-list.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { createXmlScanner } from '../xml/scan-xml.ts';
import { decodeXmlText, findNameInto, type NameInTag } from '../xml/xml-text.ts';

export interface SharedStrings {
  /** Empty where there is none of that number. */
  readonly textAt: (index: number) => string;
}

export interface StringCollector {
  /** Throws INVALID_FILE_FORMAT where the texts take more than is kept of them. */
  readonly push: (bytes: Buffer) => void;
  readonly finish: () => SharedStrings;
}

const maxTextBytes = 134_217_728;
const maxStrings = 8_388_608;
/** Names and numbers are shorter; the rest of a longer text is not kept. */
const longestStringBytes = 1024;
/** The first ones are names of columns and words for steps, which are asked for again and again. */
const remembered = 4096;

export function createStringCollector(where: string): StringCollector {
  const texts = createTexts();
  const name: NameInTag = { at: 0, length: 0 };
  let [isText, isPhonetic] = [false, false];
  const scanner = createXmlScanner(
    {
      tag: (bytes, from, to) => {
        const isEnd = bytes[from] === 0x2f;
        const isWhole = bytes[to - 1] === 0x2f;
        findNameInto(name, bytes, from, to);
        const tag = name.length > 3 ? '' : bytes.toString('latin1', name.at, name.at + name.length);
        if (tag === 't') isText = !isEnd && !isWhole && !isPhonetic;
        if (tag === 'rPh') isPhonetic = !isEnd && !isWhole;
        if (tag === 'si' && (isEnd || isWhole)) texts.endString();
      },
      text: (bytes, from, to) => {
        if (isText) texts.add(bytes, from, to);
      },
    },
    where,
  );
  return {
    push: scanner.push,
    finish: () => {
      scanner.end();
      return rememberFirst(texts.textAt);
    },
  };
}

function createTexts() {
  let buffer: Buffer = Buffer.alloc(65_536);
  let byteCount = 0;
  const ends = createNumberList();
  const append = (bytes: Buffer): void => {
    if (byteCount + bytes.length > maxTextBytes) throw tooMuchText();
    if (byteCount + bytes.length > buffer.length) buffer = larger(buffer, byteCount + bytes.length);
    byteCount += bytes.copy(buffer, byteCount);
  };
  return {
    add: (bytes: Buffer, from: number, to: number): void => {
      const found = bytes.subarray(from, to);
      append(found.includes(0x26) || found.includes('_x') ? Buffer.from(decodeXmlText(found.toString('utf8'))) : found);
    },
    endString: (): void => {
      if (ends.length === maxStrings) throw tooMuchText();
      byteCount = Math.min(byteCount, (ends.length === 0 ? 0 : ends.last()) + longestStringBytes);
      ends.push(byteCount);
    },
    textAt: (index: number): string => {
      const all = ends.values();
      return buffer.toString('utf8', index === 0 ? 0 : (all[index - 1] ?? 0), all[index] ?? 0);
    },
  };
} // prettier-ignore

function larger(buffer: Buffer, needed: number): Buffer {
  const grown = Buffer.alloc(Math.max(2 * buffer.length, needed));
  buffer.copy(grown);
  return grown;
}

function rememberFirst(textAt: (index: number) => string): SharedStrings {
  const known: string[] = [];
  return {
    textAt: (index) => {
      if (index >= remembered) return textAt(index);
      return (known[index] ??= textAt(index));
    },
  };
}

const tooMuchText = (): Error =>
  invalidFile(
    `expected at most ${Math.ceil(maxTextBytes / 1e6)} MB of texts in the workbook, found more; split the file, or save its numbers as numbers`,
  );
