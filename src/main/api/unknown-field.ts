/** What to say about a key that nobody expected. */
import { distance } from 'fastest-levenshtein';

/** "unknown; did you mean learning_rate?": the nearest known name is offered, as a guess only where it is near. */
export function unknownFieldInWords(key: string, knownNames: readonly string[]): string {
  const wanted = plain(key);
  const ranked = knownNames
    .map((name) => ({ name, edits: editsBetween(wanted, plain(name)) }))
    .sort((one, other) => one.edits - other.edits);
  const [nearest] = ranked;
  if (!nearest) return 'unknown; no field is expected here';
  if (nearest.edits <= Math.max(2, Math.ceil(nearest.name.length / 3))) {
    return `unknown; did you mean ${nearest.name}?`;
  }
  return `unknown; the nearest known name is ${nearest.name}`;
}

/** A part of a name is as near to it as a slip of one key: `capacity` means `nominal_capacity`. */
function editsBetween(wanted: string, known: string): number {
  const isPart = wanted.length > 3 && (known.includes(wanted) || wanted.includes(known));
  const edits = distance(wanted, known);
  return isPart ? Math.min(1, edits) : edits;
}

/** No field has a name nearly as long as this. */
const maxComparedLength = 100;

const plain = (name: string): string =>
  name
    .slice(0, maxComparedLength)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
