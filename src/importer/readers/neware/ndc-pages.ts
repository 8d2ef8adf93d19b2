/** An `.ndc` file: pages of 4096 bytes, of which the first is a header, with records of one length in each. */
import { wholeBlocks } from '../blocks-of-file.ts';

export interface NdcFile {
  readonly version: number;
  /** The whole file from its first byte, in pieces of any size. */
  readonly pages: () => AsyncIterable<Buffer>;
}

export const pageBytes = 4096;

/** How a page is filled: records of `bytes` from `from` on, up to `to`. */
export interface PageLayout {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** Calls `take` with each record of each page behind the header. */
export async function takeRecords(
  pieces: AsyncIterable<Buffer>,
  { from, to, bytes: recordBytes }: PageLayout,
  take: (bytes: Buffer, at: number) => void,
): Promise<void> {
  let isHeader = true;
  for await (const block of wholeBlocks(pieces, pageBytes)) {
    for (let page = isHeader ? pageBytes : 0; page < block.length; page += pageBytes) {
      for (let at = page + from; at + recordBytes <= page + to; at += recordBytes) take(block, at);
    }
    isHeader = false;
  }
}
