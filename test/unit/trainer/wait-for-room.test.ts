import { expect, test } from 'vitest';
import { waitForRoom } from '../../../src/trainer/wait-for-room.ts';

const failure = (code: string): Error => Object.assign(new Error(`${code}: no room`), { code });

function parts(pause: () => Promise<void> = () => Promise.resolve()) {
  const lines: string[] = [];
  return {
    lines,
    host: { rest: () => Promise.resolve() },
    reporter: { log: (level: string, message: string) => void lines.push(`${level} ${message}`) },
    pacer: { pause },
  };
}

test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENODEV'])(
  '%s is waited for, said once, and said to be over',
  async (code) => {
    let attempts = 0;
    const given = parts();
    const write = (): Promise<string> => {
      attempts += 1;
      return attempts < 4 ? Promise.reject(failure(code)) : Promise.resolve('written');
    };
    expect(await waitForRoom(write, 'the model', given)).toBe('written');
    expect(given.lines).toEqual([
      expect.stringMatching(
        /^WARNING There is no room for the model: .*This job waits and goes on by itself/,
      ),
      'INFO There is room for the model now; it goes on',
    ]);
  },
);

test('anything else is no matter of waiting', async () => {
  const given = parts();
  await expect(waitForRoom(() => Promise.reject(failure('EBADF')), 'it', given)).rejects.toThrow('EBADF');
  expect(given.lines).toEqual([]);
});

test('a stop ends the wait', async () => {
  const given = parts(() => Promise.reject(new Error('stopped')));
  await expect(waitForRoom(() => Promise.reject(failure('ENOSPC')), 'it', given)).rejects.toThrow('stopped');
});
