/** Bytes of XML → what they say: names, texts with the five entities that XML itself knows, attributes of a tag. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Excel writes letters that XML cannot hold as `_x000D_`. */
const written = /&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);|_x([0-9a-f]{4})_/gi;

export function decodeXmlText(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text.replace(written, (whole, entity: string | undefined, unit: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
    return entities[entity?.toLowerCase() ?? ''] ?? letterOf(entity ?? '') ?? whole;
  });
}

function letterOf(entity: string): string | undefined {
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}

export interface XmlTag {
  /** Without its namespace. */
  readonly name: string;
  readonly isEnd: boolean;
  /** By name, namespaces left out: `r:id` is `id`. */
  readonly attributes: Readonly<Record<string, string>>;
}

const attribute = /(?:^|\s)(?:[^\s=:"']+:)?([^\s=:"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const longestTag = 65_536;

/** For the small files of an archive; a sheet is read byte by byte. */
export function readTag(bytes: Buffer, from: number, to: number): XmlTag {
  const text = bytes.toString('utf8', from, Math.min(to, from + longestTag));
  const isEnd = text.startsWith('/');
  const name = /^\/?(?:[^\s/:]+:)?([^\s/]*)/.exec(text)?.[1] ?? '';
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, key = '', double, single] of text.matchAll(attribute)) {
    attributes[key] ??= decodeXmlText(double ?? single ?? '');
  }
  return { name, isEnd, attributes };
}

/** The local name of a tag, without its `/`: where it begins, and how many letters it has. */
export interface NameInTag {
  at: number;
  length: number;
}

const [space, slash, colon] = [0x20, 0x2f, 0x3a];

/** Writes into `target` and makes nothing new: it is asked for every tag of a sheet. */
export function findNameInto(target: NameInTag, bytes: Buffer, from: number, to: number): void {
  let at = bytes[from] === slash ? from + 1 : from;
  target.at = at;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte <= space || byte === slash) break;
    if (byte === colon) target.at = at + 1;
  }
  target.length = at - target.at;
}
