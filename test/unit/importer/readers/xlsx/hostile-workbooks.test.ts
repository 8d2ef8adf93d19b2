/** Workbooks that are made to do harm, damaged ones, and files that only look like one: refused in words. */
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../../../support/import-here.ts';
import { columnName, xlsxOf, xlsxParts, type XlsxSheet } from '../../../../support/xlsx-writer.ts';
import { type ZipPart, zipOf } from '../../../../support/zip-writer.ts';

const table: XlsxSheet = { name: 'Sheet1', rows: [['cycle', 'capacity'], [1, 2], [2, 1.9], [3, 1.8]] }; // prettier-ignore
const good = xlsxOf([table]);
const sheetPath = 'xl/worksheets/sheet1.xml';

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

const withPart = (part: ZipPart): Buffer => xlsxOf([table], { parts: [part] });
const withSheet = (xml: string): Buffer => withPart({ name: sheetPath, content: xml });
const withSays = (says: ZipPart['says']): Buffer => {
  const part = xlsxParts([table]).find(({ name }) => name === sheetPath)!;
  return withPart({ ...part, ...(says && { says }) });
};

describe('a workbook that would take too much is refused in words', () => {
  it('a sheet that says it unpacks to 3 GB', async () => {
    expect(await folder.issueOf(withSays({ unpackedBytes: 3e9 }))).toMatch(/expected at most 2148 MB, found 3000 MB packed/);
  }); // prettier-ignore

  it('a sheet that unpacks to a thousand times what it says', async () => {
    const bomb = {
      name: sheetPath,
      content: Buffer.alloc(200_000_000, ' '),
      says: { unpackedBytes: 200_000 },
    };
    const bytes = withPart(bomb);
    const before = process.memoryUsage.rss();
    expect(await folder.issueOf(bytes)).toMatch(/archive is damaged.*in "xl\/worksheets\/sheet1.xml"/);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
  });

  it('a gigabyte of texts', async () => {
    const text = `<si><t>${'a'.repeat(1000)}</t></si>`;
    const content = Buffer.from(`<sst>${text.repeat(150_000)}</sst>`);
    const bytes = withPart({ name: 'xl/sharedStrings.xml', content });
    expect(await folder.issueOf(bytes)).toMatch(
      /expected at most 135 MB of texts in the workbook, found more/,
    );
  });

  it('one text of two megabytes', async () => {
    const content = `<sst><si><t>${'a'.repeat(2_000_000)}</t></si></sst>`;
    expect(await folder.issueOf(withPart({ name: 'xl/sharedStrings.xml', content }))).toMatch(
      /expected texts of less than 1 MB/,
    );
  });

  it('entities that grow, since a document type is none of a workbook', async () => {
    const laughs = `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>`;
    expect(await folder.issueOf(withSheet(laughs))).toMatch(/expected XML without a document type/);
  });

  it('more columns than are read, and a cell beyond the last column of Excel', async () => {
    const names = Array.from({ length: 1001 }, (_, index) => `name${index}`);
    expect(await folder.issueOf(xlsxOf([{ name: 'wide', rows: [names] }]))).toMatch(
      /expected at most 1000 columns, found 1001; row 1/,
    );
    const far = withSheet('<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>');
    expect(await folder.issueOf(far)).toMatch(/expected at most 1000 columns, found \d+; row 1/);
  }); // prettier-ignore

  it('thousands of sheets', async () => {
    const sheets = Array.from({ length: 501 }, (_, index) => ({ ...table, name: `s${index}` }));
    expect(await folder.issueOf(xlsxOf(sheets))).toMatch(/expected at most 500 sheets, found 501/);
  });
});

describe('what stands far away costs nothing', () => {
  it('the last row that Excel has, and a formatted cell in its last column', async () => {
    const xml = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>cycle</v></c><c r="B1" t="str"><v>capacity</v></c><c r="${columnName(16_383)}1" s="1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c><c r="B1048576"><v>1.9</v></c></row></sheetData></worksheet>`;
    expect(await folder.importOne(withSheet(xml))).toMatchObject({ total_cycles: 2 });
  });
});

describe('a damaged archive is refused in words', () => {
  it('cut off anywhere', async () => {
    for (let share = 1; share < 20; share += 1) {
      const bytes = good.subarray(0, Math.floor((good.length * share) / 20));
      expect(await folder.issueOf(bytes)).toMatch(/no directory at its end; is the file whole/);
    }
  });

  it.each([
    ['another checksum', { checksum: 1 }, /archive is damaged; is the file whole/],
    ['a way of packing that is not read', { method: 14 }, /packed in a way that is not read \(14\)/],
    ['a password', { flags: 1 }, /has a password; save it without/],
  ])('with %s', async (_, says, words) => {
    expect(await folder.issueOf(withSays(says))).toMatch(words);
  });

  it('with bytes that are not deflated', async () => {
    const packed = deflateRawSync(Buffer.from('<worksheet/>'));
    packed.fill(0xff);
    const part = { name: sheetPath, content: packed, isStored: true, says: { method: 8, unpackedBytes: 12 } };
    expect(await folder.issueOf(withPart(part))).toMatch(/archive is damaged/);
  });

  it('with a sheet that ends within a tag', async () => {
    expect(await folder.issueOf(withSheet('<worksheet><sheetData><row r="1"><c r="A1'))).toMatch(
      /expected the end of a tag, found the end of the file/,
    );
  });
});

describe('another kind of file is named, with the way out', () => {
  const zipWith = (...names: readonly string[]): Buffer =>
    zipOf(names.map((name) => ({ name, content: 'x' })));
  it.each([
    ['an archive', zipWith('cell.csv'), /found a ZIP archive with "cell.csv"; unpack it/],
    ['an OpenDocument table', zipWith('mimetype', 'content.xml'), /found an OpenDocument table; save it as/],
    ['a binary workbook', zipWith('xl/workbook.bin'), /found a binary Excel workbook \(.xlsb\); save it as/],
    ['a text document', zipWith('word/document.xml'), /found a text document/],
    ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), /old Excel workbook \(.xls\), or one with a password/],
    ['a workbook of remarks', xlsxOf([{ name: 'Notes', rows: [['hello'], ['world']] }]), /expected a sheet with columns for time.*found none in "Notes"/],
    ['a workbook without sheets', xlsxOf([]), /found a workbook without sheets/],
  ])('%s', async (_, bytes, words) => {
    expect(await folder.issueOf(bytes, { filename: 'cell.xlsx' })).toMatch(words);
  }); // prettier-ignore
});
