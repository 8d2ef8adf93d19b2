/** The door for what trainer processes say: unknown becomes a typed message here, or undefined. */
import { type TrainerMessage, trainerMessageSchema } from '../../shared/contract/trainer-messages.ts';

/** Entries of one report; more would hold up the program while they are checked. */
const longestReport = 20_000;

export function parseTrainerMessage(message: unknown): TrainerMessage | undefined {
  if (isOverlong(message)) return undefined;
  const parsed = trainerMessageSchema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}

function isOverlong(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  return Object.values(message).some((value) => Array.isArray(value) && value.length > longestReport);
}
