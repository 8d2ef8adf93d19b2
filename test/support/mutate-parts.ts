/** Damages what lies within an archive: its parts, texts or bytes, put together again with the right checksums. */
import { createRandom, type Random } from '../../src/shared/domain/random.ts';
import { mutantOf } from './mat-mutant.ts';
import { type ZipPart, zipOf } from './zip-writer.ts';

const pieces = ['', '<', '>', '"', '&', '/', '&#x0;', '&#1114112;', '<v>', '</v>', '</c>', '</row>', '<row r="0">', '<c r="AAAA9">', '<c t="s">', '<v>-1</v>', '1e999', '-', 'NaN', '\0', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a>', '<?', '99999999999999999999', 'x:', ' r="1"', ' s="999"', ' t="b"']; // prettier-ignore
const whole = (random: Random, limit: number): number => Math.floor(random.uniform() * limit);

/** A third has its bytes damaged, with the archive around them; the others what was packed. */
export function mutateParts(parts: readonly ZipPart[], seed: number): Buffer {
  const random = createRandom(31, seed);
  if (random.uniform() < 1 / 3) return mutantOf(zipOf(parts), seed);
  const wounded = whole(random, parts.length);
  const wound = (content: ZipPart['content']): ZipPart['content'] =>
    typeof content === 'string' ? woundText(content, random) : mutantOf(content, seed);
  return zipOf(
    parts.map((part, index) => (index === wounded ? { ...part, content: wound(part.content) } : part)),
  );
}

function woundText(text: string, random: Random): string {
  let wounded = text;
  for (let count = 1 + whole(random, 6); count > 0; count -= 1) {
    const at = whole(random, wounded.length + 1);
    const to = at + whole(random, random.uniform() < 0.2 ? 300 : 5);
    const stretch = wounded.slice(at, to);
    const choices = [pieces[whole(random, pieces.length)] ?? '', '', stretch + stretch];
    wounded = wounded.slice(0, at) + (choices[whole(random, choices.length)] ?? '') + wounded.slice(to);
    if (random.uniform() < 0.03) wounded = wounded.slice(0, at);
  }
  return wounded;
}
