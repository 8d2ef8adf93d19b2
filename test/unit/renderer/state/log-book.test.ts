import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../../src/shared/contract/job.ts';
import {
  emptyLog,
  findInPage,
  lineAt,
  missingPages,
  textOfLine,
  withPages,
} from '../../../../src/renderer/src/state/log-book.ts';

const line = (message: string): LogLine => ({ timestamp: '2026-01-01T00:00:00Z', level: 'INFO', message });
const lines = (from: number, to: number): LogLine[] =>
  Array.from({ length: to - from }, (_, index) => line(`line ${from + index}`));

describe('a log read page by page', () => {
  const book = withPages(withPages(emptyLog, [[1, lines(0, 100)]], 250), [[3, lines(200, 250)]], 250);

  it('finds a line by its place, where its page was read', () => {
    expect(lineAt(book, 0)?.message).toBe('line 0');
    expect(lineAt(book, 249)?.message).toBe('line 249');
    expect(lineAt(book, 150)).toBeUndefined();
  });

  it('asks for pages that are missing, and again for one that has grown since', () => {
    expect(missingPages(book, 50, 220)).toEqual([2]);
    expect(missingPages({ ...book, total: 260 }, 200, 259)).toEqual([3]);
    expect(missingPages(emptyLog, 0, 0)).toEqual([]);
  });

  it('searches a page, ignoring case, and says where in the log the hits stand', () => {
    expect(findInPage(3, lines(200, 250), 'LINE 24')).toEqual([
      240, 241, 242, 243, 244, 245, 246, 247, 248, 249,
    ]);
    expect(findInPage(1, lines(0, 100), 'line 7 ')).toEqual([]);
  });

  it('copies a line with its time and level', () => {
    expect(textOfLine(line('hello'))).toBe('2026-01-01T00:00:00Z  INFO     hello');
  });
});
