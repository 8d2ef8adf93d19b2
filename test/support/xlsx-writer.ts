/** Writes Excel workbooks as Excel does, or as other programs do it. */
import { type ZipPart, zipOf } from './zip-writer.ts';

/** `days` with the format of a date or of a duration; nothing for an empty cell. */
export type XlsxCell =
  string | number | { readonly days: number; readonly shown: 'date' | 'duration' } | null;

export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly (readonly XlsxCell[])[];
}

export interface XlsxForm {
  /** Texts stand in the cells, and not in a table of their own. */
  readonly isInline?: boolean;
  /** Before each tag of a sheet: `x:`. */
  readonly prefix?: string;
  /** Rows and cells do not say where they stand. */
  readonly isNameless?: boolean;
  /** Parts of the archive instead of the ones that would be written. */
  readonly parts?: readonly ZipPart[];
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationsOf = (relations: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${officeRelations}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
const styles = `<styleSheet ${main}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/><numFmt numFmtId="165" formatCode="[h]:mm:ss;@"/></numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="165"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${[
  'sharedStrings',
  'styles',
]
  .map(
    (part) =>
      `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml"/>`,
  )
  .join('')}</Types>`;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** 0 → A, 26 → AA */
export const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

export function xlsxParts(sheets: readonly XlsxSheet[], form: XlsxForm = {}): readonly ZipPart[] {
  const texts = new Map<string, number>();
  const sheetParts = sheets.map(({ rows }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: declaration + sheetXml(rows, texts, form),
  }));
  const named = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const strings = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`);
  const parts: readonly ZipPart[] = [
    { name: '[Content_Types].xml', content: types },
    { name: '_rels/.rels', content: relationsOf([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook ${main} xmlns:r="${officeRelations}"><sheets>${named.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationsOf([
        ...sheetParts.map(({ name }) => ['worksheet', `/${name}`] as const),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    { name: 'xl/styles.xml', content: styles },
    { name: 'xl/sharedStrings.xml', content: `${declaration}<sst ${main}>${strings.join('')}</sst>` },
    ...sheetParts,
  ];
  return parts.map((part) => form.parts?.find(({ name }) => name === part.name) ?? part);
}

export const xlsxOf = (sheets: readonly XlsxSheet[], form: XlsxForm = {}): Buffer =>
  zipOf(xlsxParts(sheets, form));

function sheetXml(rows: XlsxSheet['rows'], texts: Map<string, number>, form: XlsxForm): string {
  const { prefix: x = '' } = form;
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, texts, form));
    return `<${x}row${form.isNameless ? '' : ` r="${index + 1}" spans="1:${row.length}"`}>${cells.join('')}</${x}row>`;
  });
  const namespace = x === '' ? main : main.replace('xmlns=', `xmlns:${x.slice(0, -1)}=`);
  return `<${x}worksheet ${namespace}><${x}sheetData>${lines.join('')}</${x}sheetData></${x}worksheet>`;
}

function cellXml(cell: XlsxCell, at: string, texts: Map<string, number>, form: XlsxForm): string {
  const { prefix: x = '' } = form;
  const where = form.isNameless ? '' : ` r="${at}"`;
  const withValue = (attributes: string, value: number): string =>
    `<${x}c${where}${attributes}><${x}v>${value}</${x}v></${x}c>`;
  if (cell === null) return form.isNameless ? `<${x}c/>` : '';
  if (typeof cell === 'number') return withValue('', cell);
  if (typeof cell === 'object') return withValue(` s="${cell.shown === 'date' ? 1 : 2}"`, cell.days);
  if (form.isInline)
    return `<${x}c${where} t="inlineStr"><${x}is><${x}t>${escapeXml(cell)}</${x}t></${x}is></${x}c>`;
  return withValue(' t="s"', indexOf(cell, texts));
}

function indexOf(text: string, texts: Map<string, number>): number {
  const index = texts.get(text) ?? texts.size;
  texts.set(text, index);
  return index;
}
