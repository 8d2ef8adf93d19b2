/** Which styles of a workbook show a number as a date or a duration. */
import type { XmlTag } from '../xml/xml-text.ts';
import { type CellKind, kindOfFormat } from './excel-times.ts';

/** `tags`: of `styles.xml`, in their order. By the number of a style. */
export function kindsOfStyles(tags: readonly XmlTag[]): readonly CellKind[] {
  const codes = new Map(
    tags
      .filter(({ name }) => name === 'numFmt')
      .map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode']] as const),
  );
  const from = tags.findIndex(({ name, isEnd }) => name === 'cellXfs' && !isEnd);
  const to = tags.findIndex(({ name, isEnd }) => name === 'cellXfs' && isEnd);
  if (from < 0) return [];
  return tags
    .slice(from, to < 0 ? undefined : to)
    .filter(({ name, isEnd }) => name === 'xf' && !isEnd)
    .map(({ attributes }) => {
      const id = Number(attributes['numFmtId'] ?? 0);
      return kindOfFormat(id, codes.get(id));
    });
}
