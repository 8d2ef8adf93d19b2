/** What can be understood of an input that is wrong in places, so that checks beyond the schema still have a say. */
import { z } from 'zod';
import { kindsOf, validateInput } from './validate-input.ts';

export interface RightParts<Input> {
  /** The input with its defaults, as if the wrong fields had not been given. */
  readonly input: Input;
  /** Lists that lost wrong elements: what is true of the rest of one may not be true of what was meant. */
  readonly shortenedLists: ReadonlySet<string>;
}

/** A field that is left out can bring others to light, as where nobody knows yet which kind was meant. */
const maxPasses = 4;
/** Whoever has more of them wrong has enough to mend, and the program something better to do. */
const maxWrongFields = 100;

/** Undefined where what is wrong cannot be left out. */
export function parseRightParts<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): RightParts<z.output<Schema>> | undefined {
  let remaining = copyOf(input);
  if (remaining === undefined) return undefined;
  const shortenedLists = new Set<string>();
  for (let pass = 1; pass <= maxPasses; pass += 1) {
    const validated = validateInput(schema, remaining);
    if (validated.ok) return { input: validated.input, shortenedLists };
    if (validated.details.length > maxWrongFields) return undefined;
    // From the back, so that elements of a list keep their places until they go.
    for (const { field } of validated.details.toReversed()) removeField(remaining, field, shortenedLists);
    remaining = withSomeKind(schema, remaining);
  }
  return undefined;
}

/** Undefined where it is nested so deeply that it cannot even be copied. */
function copyOf(input: unknown): unknown {
  try {
    return structuredClone(input);
  } catch {
    return undefined;
  }
}

function removeField(input: unknown, field: string, shortenedLists: Set<string>): void {
  const path = field.split('.');
  const name = path.pop() ?? '';
  const parent = path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    input,
  );
  if (Array.isArray(parent)) {
    parent.splice(Number(name), 1);
    shortenedLists.add(path.join('.'));
  } else if (isRecord(parent)) Reflect.deleteProperty(parent, name);
}

/** Where no known kind is named, any will do. */
function withSomeKind(schema: z.ZodType, input: unknown): unknown {
  if (!(schema instanceof z.ZodDiscriminatedUnion) || !isRecord(input)) return input;
  const { discriminator } = schema.def;
  const [anyKind, ...others] = kindsOf(schema);
  return [anyKind, ...others].includes(input[discriminator]) ? input : { ...input, [discriminator]: anyKind };
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null;
}
