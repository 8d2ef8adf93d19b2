/** What people write on things to find them again: tags, and a comment of a line. */
import { z } from 'zod';
import { onlyPlain } from './plain-text.ts';

const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .superRefine(onlyPlain)
  .refine((tag) => !tag.includes(','), 'must not contain a comma');

/** As they are asked for: what is left out stays as it is. */
export const remarksToChange = {
  tags: z
    .array(tagSchema)
    .max(20)
    .refine((tags) => new Set(tags).size === tags.length, 'must not contain the same tag twice')
    .optional()
    .describe('All of its tags; an empty list takes them away'),
  comment: z.string().trim().max(1000).superRefine(onlyPlain).nullable().optional(),
};

/** As they are answered. */
export const remarks = {
  tags: z.array(z.string()).describe('What people call it, to find it again'),
  comment: z.string().nullable().describe('What people say of it, in a line'),
};

export interface Remarks {
  readonly tags: string[];
  readonly comment: string | null;
}

export const noRemarks: Remarks = { tags: [], comment: null };

/** The present ones with what was asked for. */
export const changedRemarks = (
  { tags, comment }: Remarks,
  change: { readonly tags?: string[] | undefined; readonly comment?: string | null | undefined },
): Remarks => ({
  tags: change.tags ?? tags,
  comment: change.comment === undefined ? comment : change.comment === '' ? null : change.comment,
});
