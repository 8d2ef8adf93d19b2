/** CSV and its kin as one sheet, streamed. */
import { createReadStream } from 'node:fs';
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import type { Sheet, SheetRow } from '../../columns/sheet.ts';
import type { Reader } from '../reader.ts';
import { kindOfBinary } from '../words-of-unreadable.ts';
import { detectText, type TextForm } from './detect-text.ts';
import { createCsvSplitter } from './split-csv.ts';

export const csvReader: Reader = {
  formats: ['csv'],
  recognises: (head) => kindOfBinary(head) === undefined,
  read: async ({ path }) => ({ kind: 'sheets', sheets: [await openSheet(path)] }),
};

const chunkBytes = 262_144;

/** Throws INVALID_FILE_FORMAT where there is nothing in the file. */
async function openSheet(path: string): Promise<Sheet> {
  const form = await detectText(path);
  return {
    label: null,
    columnNames: null,
    batches: readBatches(path, form),
    lineName: 'line',
    hasDecimalComma: form.delimiter !== ',',
    content: { ofCycles: 'csv_cycles', ofSamples: 'csv_time_series' },
    entries: entriesOn(form),
  };
}

async function* readBatches(path: string, form: TextForm): AsyncGenerator<readonly SheetRow[], void> {
  const decoder = new TextDecoder(form.encoding);
  const splitter = createCsvSplitter(form);
  const source = createReadStream(path, { highWaterMark: chunkBytes });
  try {
    for await (const bytes of source) {
      yield splitter.push(decoder.decode(bytes as Uint8Array, { stream: true }));
    }
    yield splitter.push(decoder.decode());
    yield splitter.end();
  } finally {
    source.destroy();
  }
}

const encodingNames: Readonly<Record<TextForm['encoding'], string | null>> = {
  'utf-8': null,
  'utf-16le': null,
  'windows-1252': 'Western European',
  gb18030: 'Chinese (GB 18030)',
};

function entriesOn({ encoding }: TextForm): readonly QualityEntry[] {
  const name = encodingNames[encoding];
  if (name === null) return [];
  return [qualityEntry('other', 'info', `The file is not UTF-8; it was read as ${name} text.`)];
}
