/** A name as every operating system takes it for a file. */

/** Names of devices on Windows, whatever the extension. */
const reservedName = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Without extension; `fallback` where nothing usable is left. */
export function safeFilename(name: string, fallback: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ._()+-]/gu, '_')
    .slice(0, 100)
    .replace(/^[. _]+|[. _]+$/g, '');
  return plain === '' || reservedName.test(plain) ? fallback : plain;
}
