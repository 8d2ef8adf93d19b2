/** Another file format: a row in the contract's table and a reader, and everything that names formats knows it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../../../src/importer/readers/reader.ts';
import { contentWords, type FileFormat, fileFormats } from '../../../../src/shared/contract/formats.ts';
import type { ImportFolder } from '../../../support/import-here.ts';

/** Bytes in pairs, one pair per cycle: its capacity in centiampere-hours and a temperature. */
const pairs: FileFormat = {
  name: 'pairs',
  label: 'Pairs',
  extensions: ['.pairs'],
  mediaTypes: ['application/x-pairs'],
  one: 'a file of pairs',
  many: 'files of pairs',
  holding: 'with two bytes per cycle',
};

const pairsReader: Reader = {
  formats: [pairs.name as Reader['formats'][number]],
  recognises: (head) => Buffer.from(head).toString('latin1', 0, 5) === 'PAIRS',
  read: async ({ path }) => {
    const { readFile } = await import('node:fs/promises');
    const bytes = (await readFile(path)).subarray(5);
    const rows = Array.from({ length: bytes.length / 2 }, (_, row) => ({
      record: [row + 1, bytes[2 * row]! / 100, bytes[2 * row + 1]!],
      line: row + 1,
    }));
    const content = { ofCycles: 'pairs_cycles', ofSamples: 'pairs_cycles' } as never;
    const sheet = {
      label: null,
      batches: [rows],
      lineName: 'row',
      hasDecimalComma: false,
      content,
      entries: [],
    } as const;
    return {
      kind: 'sheets',
      sheets: [{ ...sheet, columnNames: ['cycle', 'discharge_capacity (Ah)', 'temperature'] }],
    };
  },
};

let folder: ImportFolder;
beforeAll(async () => {
  (fileFormats as unknown as FileFormat[]).push(pairs);
  (contentWords as Record<string, string>)['pairs_cycles'] = 'two bytes per cycle';
  // Schemas read the tables when they are first imported.
  const { readers } = await import('../../../../src/importer/readers/index.ts');
  (readers as Reader[]).unshift(pairsReader);
  const { createImportFolder } = await import('../../../support/import-here.ts');
  folder = await createImportFolder();
});
afterAll(() => folder.close());

describe('a reader that is registered', () => {
  it('is found by the content, and its rows become a cell that the process may answer', async () => {
    const cell = await folder.importOne(Buffer.from('PAIRS\xc8\x19\xc6\x1a\xbe\x1b', 'latin1'));
    expect(await folder.arraysOf(cell)).toMatchObject({
      cycle_index: [1, 2, 3],
      capacity_ah: [2, 1.98, 1.9],
      features: [25, 26, 27],
    });
    expect(cell).toMatchObject({ features: ['temperature'], quality: { format: 'pairs_cycles' } });
    const { importAnswerSchema } = await import('../../../../src/shared/contract/importer-messages.ts');
    expect(importAnswerSchema.parse({ type: 'imported', cells: [cell] })).toMatchObject({ type: 'imported' });
  });

  it('is offered by file dialogs and drop areas', async () => {
    const { acceptedFiles, extensionsInWords } = await import('../../../../src/shared/contract/formats.ts');
    expect(acceptedFiles()).toMatch(/\.res,\.pairs,.*,application\/x-pairs$/);
    expect(extensionsInWords()).toBe('.csv, .tsv, .txt, .mat, .xlsx, .nda, .ndax, .mpr, .res or .pairs');
  });

  it('is named by the API document, and by what a refused file is told', async () => {
    const { buildOpenApiDocument } =
      await import('../../../../src/main/api/http/openapi/openapi-document.ts');
    expect(JSON.stringify(buildOpenApiDocument())).toContain(
      'a file of pairs with two bytes per cycle (.pairs)',
    );
    const issue = await folder.issueOf(Buffer.from([65, 0, 66, 0, 200]));
    expect(issue).toContain(
      'databases of Arbin’s (.res) and files of pairs with two bytes per cycle (.pairs)',
    );
  });
});

describe('the tables', () => {
  it('have a reader for each format, and a format for each reader', async () => {
    const { readers } = await import('../../../../src/importer/readers/index.ts');
    const read = readers.flatMap(({ formats }) => formats).toSorted();
    expect(read).toEqual(fileFormats.map(({ name }) => name).toSorted());
  });
});
