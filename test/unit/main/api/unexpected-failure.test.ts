import { expect, it } from 'vitest';
import { unexpectedFailure } from '../../../../src/main/api/unexpected-failure.ts';

it.each([
  ['a file', Object.assign(new Error('write'), { code: 'ENOSPC' })],
  ['the database', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })],
  [
    'an importer',
    new Error('import failed', { cause: new Error('importer ended with code 1: ENOSPC: no space left') }),
  ],
])('a full disk met by %s is named, with the way out', (_who, error) => {
  expect(unexpectedFailure(error)).toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringMatching(/disk .* full.*Free some space/) as unknown,
  });
});

it.each([
  ['EROFS', /read-only/],
  ['EACCES', /permissions/],
  ['SQLITE_READONLY_DBMOVED', /read-only/],
  ['EIO', /gone or failing/],
  ['SQLITE_IOERR_WRITE', /gone or failing/],
])('%s is told as what it is', (code, words) => {
  expect(unexpectedFailure(Object.assign(new Error('write'), { code }))).toEqual({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringMatching(words) as unknown,
  });
});

it('anything else keeps its words to the log', () => {
  expect(unexpectedFailure(new Error('a secret')).message).toMatch(/its log has the reason/);
});
