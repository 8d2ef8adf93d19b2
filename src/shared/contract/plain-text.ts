/** Texts that people type and others read: no NUL, no escapes of a terminal, nothing that turns the direction of a line. */
import { z } from 'zod';

/** Controls, the overrides and isolates of direction, separators of lines, and halves of a character. */
// eslint-disable-next-line no-control-regex -- controls are what it looks for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Continues the field's name, where the text is not plain. */
function whyNotPlain(text: string): string | undefined {
  const found = unprintable.exec(text)?.[0].codePointAt(0);
  if (found === undefined) return undefined;
  const code = found.toString(16).toUpperCase().padStart(4, '0');
  return `must not contain control characters or marks that turn its direction; it has U+${code}`;
}

export const onlyPlain = (text: string, context: z.core.$RefinementCtx<string>): void => {
  const message = whyNotPlain(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};

/** A name or label of 1 to 120 characters; spaces around it are not part of it. */
export const nameSchema = z.string().trim().min(1).max(120).superRefine(onlyPlain);
