/**
 * An answer too long for the process that serves it to read: the JSON of an object in a file, without its id, which the
 * transport puts in front.
 */
import { z } from 'zod';
import { idSchema } from './pagination.ts';

export const storedAnswerSchema = z.object({ id: idSchema, path: z.string() });
export type StoredAnswer = z.infer<typeof storedAnswerSchema>;

/** What stands before the bytes of the file from the second on; the first is the brace that this begins with. */
export const storedAnswerHead = ({ id }: StoredAnswer): string => `{"id":${id},`;
