/** The outermost form of what a child process and its parent say to each other, whatever they talk about. */
import { z } from 'zod';

/** To a child that answers: the number comes back with the answer. */
export const childRequestSchema = z.object({ id: z.int(), request: z.unknown() });
export type ChildRequest = z.infer<typeof childRequestSchema>;

export const childReplySchema = z.object({ id: z.int(), reply: z.unknown() });
export type ChildReply = z.infer<typeof childReplySchema>;

/**
 * Electron may drop what a utility process said just before it ended. So such a child says that it is about to go, and
 * goes when its parent has heard that, and with it everything before.
 */
export const goodbyeSchema = z.object({ goodbye: z.literal(true) });
export const goodbye: z.infer<typeof goodbyeSchema> = { goodbye: true };
