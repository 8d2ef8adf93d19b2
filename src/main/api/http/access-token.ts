/** The optional access token: a request carries it, or is answered UNAUTHORIZED. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';

/** Throws UNAUTHORIZED unless the text is the token. */
export type CheckToken = (given: string | undefined) => void;

/** Compares digests, in constant time: neither the length nor a common beginning can be measured from outside. */
export function createTokenCheck(token: string | undefined): CheckToken {
  if (token === undefined) return () => undefined;
  const expected = digest(token);
  return (given) => {
    if (given === undefined) {
      throw new AppError('UNAUTHORIZED', 'An access token is required: send it as "Authorization: Bearer …"');
    }
    if (!timingSafeEqual(digest(given), expected)) {
      throw new AppError('UNAUTHORIZED', 'The access token is wrong');
    }
  };
}

export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
