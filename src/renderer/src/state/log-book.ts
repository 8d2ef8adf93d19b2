/**
 * The log of one job as far as it was asked for: pages of lines by number, so that a log of a million lines costs only
 * what is looked at. Pure.
 */
import type { LogLine } from '../../../shared/contract/job.ts';

export const linesPerPage = 100;

export interface LogBook {
  /** Lines the job has at this level. */
  readonly total: number;
  /** By page number, from 1. The last page may be short. */
  readonly pages: ReadonlyMap<number, readonly LogLine[]>;
}

export const emptyLog: LogBook = { total: 0, pages: new Map() };

export const pageOfLine = (index: number): number => Math.floor(index / linesPerPage) + 1;

export function lineAt({ pages }: LogBook, index: number): LogLine | undefined {
  return pages.get(pageOfLine(index))?.[index % linesPerPage];
}

export function withPages(
  book: LogBook,
  read: readonly (readonly [number, readonly LogLine[]])[],
  total: number,
): LogBook {
  return { total, pages: new Map([...book.pages, ...read]) };
}

/** Pages that cover lines `from` to `to` and are not there yet, or were short when they were read and no longer are. */
export function missingPages(book: LogBook, from: number, to: number): readonly number[] {
  const missing: number[] = [];
  for (let page = pageOfLine(from); page <= pageOfLine(Math.max(from, to)); page += 1) {
    if ((book.pages.get(page)?.length ?? 0) < linesOnPage(book.total, page)) missing.push(page);
  }
  return missing;
}

const linesOnPage = (total: number, page: number): number =>
  Math.min(linesPerPage, total - (page - 1) * linesPerPage);

/** Indexes in the log of the lines of a page that contain `text`, ignoring case. */
export function findInPage(page: number, lines: readonly LogLine[], text: string): readonly number[] {
  const wanted = text.toLowerCase();
  const first = (page - 1) * linesPerPage;
  return lines.flatMap(({ message }, index) =>
    message.toLowerCase().includes(wanted) ? [first + index] : [],
  );
}

/** One line as it is copied and saved. */
export const textOfLine = ({ timestamp, level, message }: LogLine): string =>
  `${timestamp}  ${level.padEnd(7)}  ${message}`;
