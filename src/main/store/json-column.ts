/** A column that holds JSON text. */
import { z } from 'zod';

/** Parses the text, then what it says. */
export const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
