/** From unknown input to typed input, or to a list of every field that is wrong. */
import { z } from 'zod';
import type { ErrorDetail } from '../../shared/contract/errors.ts';
import { issueInWords } from '../../shared/domain/issue-in-words.ts';
import { unknownFieldInWords } from './unknown-field.ts';
import { vastObjects } from './vast-objects.ts';

export type Validated<Input> =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly details: readonly ErrorDetail[] };

/** Fields are named from the root: `hyperparams.epochs`, `battery_ids.0`; the whole input is `input`. */
export function validateInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Validated<z.output<Schema>> {
  const vast = vastObjects(input);
  if (vast.length > 0) return { ok: false, details: vast };
  // By the list of keys itself: inside a union zod does not know yet where it is.
  const knownNamesByKeys = new Map<readonly string[], readonly string[]>();
  const result = schema.safeParse(input, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return issueInWords(issue);
      if (issue.inst instanceof z.ZodObject) {
        knownNamesByKeys.set(issue.keys, Object.keys(issue.inst.shape));
      }
      return undefined;
    },
  });
  if (result.success) return { ok: true, input: result.data };
  const guess = createGuesser(knownNamesByKeys);
  const details = result.error.issues.flatMap((issue) => detailsOf(issue, [], guess));
  return { ok: false, details: [...details, ...detailsWhateverTheKind(schema, input)] };
}

/** Nearest names are looked for this often in one input; who has more unknown fields has no slip of the pen. */
const maxGuesses = 100;

/** What to say of one of the unknown keys of an object. */
type Guess = (key: string, keys: readonly string[]) => string;

function createGuesser(knownNamesByKeys: ReadonlyMap<readonly string[], readonly string[]>): Guess {
  let guessCount = 0;
  return (key, keys) => {
    guessCount += 1;
    return guessCount > maxGuesses ? 'unknown' : unknownFieldInWords(key, knownNamesByKeys.get(keys) ?? []);
  };
}

function detailsOf(
  issue: z.core.$ZodIssue,
  unionPath: readonly PropertyKey[],
  guess: Guess,
): readonly ErrorDetail[] {
  const path = [...unionPath, ...issue.path];
  const field = fieldOf(path);
  const meant = issue.code === 'invalid_union' ? issuesOfMeant(issue) : undefined;
  if (meant) return meant.flatMap((inner) => detailsOf(inner, path, guess));
  if (issue.code !== 'unrecognized_keys') return [{ field: field || 'input', issue: issue.message }];
  const parent = field === '' ? '' : `${field}.`;
  return issue.keys.map((key) => ({ field: parent + key, issue: guess(key, issue.keys) }));
}

/** Of a choice of kinds, what is wrong with the one that was meant: the only one that is of the right type at all. */
function issuesOfMeant({ errors }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] | undefined {
  const isOfType = (issues: readonly z.core.$ZodIssue[]): boolean =>
    issues.every(({ code, path }) => path.length > 0 || !['invalid_type', 'invalid_value'].includes(code));
  const [meant, ...others] = errors.filter(isOfType);
  return others.length === 0 && meant && meant.length > 0 ? meant : undefined;
}

const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** Who has more of them wrong is told of one kind: it takes a moment to go through them again for each. */
const maxCompared = 100;

/**
 * Of an input whose discriminator is wrong, zod says nothing but that. What would be wrong whichever kind was meant
 * is reported as well, so that the caller is told of all mistakes at once.
 */
function detailsWhateverTheKind(schema: z.ZodType, input: unknown): readonly ErrorDetail[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion) || !isRecord(input)) return [];
  const { discriminator } = schema.def;
  const kinds = kindsOf(schema);
  if (kinds.includes(input[discriminator])) return [];
  const detailsOfKind = (kind: unknown): readonly ErrorDetail[] => {
    const validated = validateInput(schema, { ...input, [discriminator]: kind });
    return validated.ok ? [] : validated.details;
  };
  const [firstKind, ...otherKinds] = kinds;
  const first = detailsOfKind(firstKind);
  if (first.length > maxCompared) return first;
  const fieldsOfOthers = otherKinds.map((kind) => new Set(detailsOfKind(kind).map(({ field }) => field)));
  return first.filter(({ field }) => fieldsOfOthers.every((fields) => fields.has(field)));
}

/** What may stand in the discriminator. */
export const kindsOf = ({ options, def }: z.ZodDiscriminatedUnion): readonly unknown[] =>
  options.flatMap((option) => kindOf(option, def.discriminator));

function kindOf(option: unknown, discriminator: string): readonly unknown[] {
  const literal =
    option instanceof z.ZodObject ? (option.shape as Record<string, unknown>)[discriminator] : null;
  return literal instanceof z.ZodLiteral ? [...literal.values] : [];
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
