/** The optional access token: a request carries it, or is answered UNAUTHORIZED. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * Throws UNAUTHORIZED unless the text is the token, TOO_MANY_REQUESTS where too many were wrong lately. `connection`: one
 * on which the right one was given before is not braked, so that guesses of others cost its owner nothing.
 */
export type CheckToken = (given: string | undefined, connection: object) => void;

/** Wrong ones in a row that anybody may give, and how long it takes until one more is allowed. */
const guessesAllowed = 10;
const guessEveryMs = 1000;

/** Compares digests, in constant time: neither the length nor a common beginning can be measured from outside. */
export function createTokenCheck(
  token: string | undefined,
  nowMs: () => number = () => performance.now(),
): CheckToken {
  if (token === undefined) return () => undefined;
  const expected = digest(token);
  const trusted = new WeakSet<object>();
  const brake = createBrake(nowMs);
  return (given, connection) => {
    if (given === undefined) {
      throw new AppError('UNAUTHORIZED', 'An access token is required: send it as "Authorization: Bearer …"');
    }
    if (!trusted.has(connection)) brake.refuseTooMany();
    if (!timingSafeEqual(digest(given), expected)) {
      brake.countGuess();
      throw new AppError('UNAUTHORIZED', 'The access token is wrong');
    }
    trusted.add(connection);
  };
}

function createBrake(nowMs: () => number) {
  let guesses = 0;
  let countedAtMs = nowMs();
  const forget = (): void => {
    const passed = Math.floor((nowMs() - countedAtMs) / guessEveryMs);
    guesses = Math.max(0, guesses - passed);
    countedAtMs += passed * guessEveryMs;
  };
  return {
    countGuess: (): void => {
      forget();
      guesses += 1;
    },
    refuseTooMany: (): void => {
      forget();
      if (guesses < guessesAllowed) return;
      throw new AppError('TOO_MANY_REQUESTS', 'Too many wrong access tokens; try again in a second');
    },
  };
}

export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
