/** What a workbook consists of (ECMA-376): its sheets in their order, its texts, and which of its styles are times. */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { createXmlScanner } from '../xml/scan-xml.ts';
import { readTag, type XmlTag } from '../xml/xml-text.ts';
import { openZip, type ZipEntry, type ZipFile } from '../zip/open-zip.ts';
import { unpackEntry, unpackWhole } from '../zip/unpack-entry.ts';
import type { CellKind } from './excel-times.ts';
import { createStringCollector, type SharedStrings } from './shared-strings.ts';
import { kindsOfStyles } from './style-kinds.ts';
import { refuseOtherArchive } from './words-of-archive.ts';

export interface WorkbookSheet {
  /** On its tab. */
  readonly name: string;
  readonly entry: ZipEntry;
}

export interface Workbook {
  readonly zip: ZipFile;
  readonly sheets: readonly WorkbookSheet[];
  readonly strings: SharedStrings;
  /** By the number of a cell's style. */
  readonly kinds: readonly CellKind[];
}

const maxSheets = 500;
/** Of the files that say where the others are; a workbook with thousands of styles has less. */
const maxSmallBytes = 33_554_432;

/** Throws INVALID_FILE_FORMAT for an archive that is no workbook, or a damaged one. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path);
  const root = relationsOf(await tagsOf(zip, '_rels/.rels'), '').find(({ type }) => type === 'officeDocument');
  const workbookPath = root?.target ?? 'xl/workbook.xml';
  refuseOtherArchive(zip, workbookPath);
  const tags = await tagsOf(zip, workbookPath);
  const relations = relationsOf(await tagsOf(zip, relationsPath(workbookPath)), folderOf(workbookPath));
  const targetOf = (type: string): string => relations.find((relation) => relation.type === type)?.target ?? '';
  const stylesTags = await tagsOf(zip, targetOf('styles'));
  return {
    zip,
    sheets: sheetsOf(zip, tags, relations),
    strings: await readStrings(zip, targetOf('sharedStrings')),
    kinds: kindsOfStyles(stylesTags),
  };
} // prettier-ignore

interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`. */
  readonly type: string;
  /** From the root of the archive. */
  readonly target: string;
}

function relationsOf(tags: readonly XmlTag[], folder: string): readonly Relation[] {
  return tags
    .filter(({ name, isEnd }) => name === 'Relationship' && !isEnd)
    .map(({ attributes }) => ({
      id: attributes['Id'] ?? '',
      type: /[^/]*$/.exec(attributes['Type'] ?? '')?.[0] ?? '',
      target: resolved(folder, attributes['Target'] ?? ''),
    }));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const relationsPath = (path: string): string =>
  `${folderOf(path)}_rels/${path.slice(path.lastIndexOf('/') + 1)}.rels`;

/** `/xl/styles.xml`, `styles.xml` in `xl/`, `../docProps/app.xml` */
function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Some programs write `XL\Workbook.xml`. */
function findEntry({ entries }: ZipFile, path: string): ZipEntry | undefined {
  const plain = (name: string): string => name.replaceAll('\\', '/').toLowerCase();
  return path === '' ? undefined : entries.find(({ name }) => plain(name) === plain(path));
}

/** Of a small file; none where it is not there. */
async function tagsOf(zip: ZipFile, path: string): Promise<readonly XmlTag[]> {
  const entry = findEntry(zip, path);
  if (!entry) return [];
  const tags: XmlTag[] = [];
  const scanner = createXmlScanner(
    { tag: (bytes, from, to) => tags.push(readTag(bytes, from, to)), text: () => undefined },
    path,
  );
  scanner.push(await unpackWhole(zip, entry, maxSmallBytes));
  scanner.end();
  return tags;
}

function sheetsOf(
  zip: ZipFile,
  tags: readonly XmlTag[],
  relations: readonly Relation[],
): readonly WorkbookSheet[] {
  const named = tags.filter(({ name, isEnd }) => name === 'sheet' && !isEnd);
  if (named.length > maxSheets) throw invalidFile(`expected at most ${maxSheets} sheets, found ${named.length}`);
  return named.flatMap(({ attributes }) => {
    const relation = relations.find(({ id }) => id === attributes['id']);
    const entry = relation?.type === 'worksheet' ? findEntry(zip, relation.target) : undefined;
    return entry ? [{ name: attributes['name'] ?? '', entry }] : [];
  });
} // prettier-ignore

async function readStrings(zip: ZipFile, path: string): Promise<SharedStrings> {
  const collector = createStringCollector(path);
  const entry = findEntry(zip, path);
  if (entry) for await (const bytes of unpackEntry(zip, entry)) collector.push(bytes);
  return collector.finish();
}
