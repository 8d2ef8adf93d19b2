/** Keeps the end of a stream of text, and only the end. */
const keptCharacters = 8192;
const keptLines = 20;
const keptPerLine = 300;

export interface TextTail {
  add(text: string): void;
  /** The last lines, the long ones cut. */
  lines(): string;
}

export function createTextTail(): TextTail {
  let tail = '';
  return {
    add: (text) => {
      tail = (tail + text.slice(-keptCharacters)).slice(-keptCharacters);
    },
    lines: () => {
      const lines = tail.split(/\r?\n/).filter((line) => line.trim() !== '');
      return lines
        .slice(-keptLines)
        .map((line) => line.slice(0, keptPerLine))
        .join('\n');
    },
  };
}
