/** A child process is the same thing however it is started: by Node's fork, or by Electron's utilityProcess. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnUtilityChild } from '../../src/main/desktop/spawn-utility-child.ts';
import { type Child, ranOutOfMemory, type StartChild } from '../../src/main/processes/child.ts';
import { forkChild } from '../../src/main/processes/fork-child.ts';
import { repositoryRoot } from '../support/program.ts';
import { standInUtility } from '../support/stand-in-utility.ts';

const entry = join(repositoryRoot, 'test', 'process', 'children', 'child.mjs');
const children: Child[] = [];
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.splice(0).map(({ ended }) => ended));
});

const isGone = (pid: number): boolean => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};
const holdUp = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe.each<[string, StartChild]>([
  ["Node's fork", forkChild],
  ["Electron's utilityProcess", spawnUtilityChild(standInUtility)],
])('a child of %s', (_, startChild) => {
  const start = (way: string, onMessage: (message: unknown) => void = () => undefined, heapLimitMb = 64) => {
    const child = startChild({ entry, args: [way], heapLimitMb, serviceName: 'Test', onMessage });
    children.push(child);
    return child;
  };
  /** Starts it, says one thing, and answers with the first that it says. */
  const answerOf = async (way: string, message: object, heapLimitMb?: number) => {
    const { promise: answer, resolve } = Promise.withResolvers<unknown>();
    const child = start(way, resolve, heapLimitMb);
    child.send(message);
    return { child, answer: await answer };
  };
  const endOf = (way: string, message: object = {}) => {
    const child = start(way);
    child.send(message);
    return child.ended;
  };

  it('hears and says everything in the form that JSON gives it', async () => {
    const { answer } = await answerOf('echoes', { loss: Number.NaN, rate: 1, none: undefined });
    expect(answer).toEqual({ heard: { loss: null, rate: 1 }, odd: null });
  });

  it('that ends by itself has an exit code and its last words', async () => {
    expect(await endOf('exits')).toEqual({
      kind: 'exited',
      exitCode: 3,
      signal: null,
      errorOutput: 'out of luck',
    });
  });

  it('that says much and closes is heard to its last word, however busy its parent is', async () => {
    const heard: unknown[] = [];
    const child = start('says-much-and-closes', (message) => {
      heard.push(message);
      holdUp(1);
    });
    child.send({ count: 300 });
    expect(await child.ended).toMatchObject({ exitCode: 0, signal: null });
    expect(heard).toEqual(Array.from({ length: 300 }, (_each, index) => ({ index: index + 1 })));
  });

  it('that breaks where nobody looks ends at once, and leaves the trace', async () => {
    expect(await endOf('rejects')).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining('TypeError: weights is undefined\n    at'),
    });
  });

  it('that somebody else kills has the signal', async () => {
    const { child } = await answerOf('echoes', {});
    process.kill(child.pid ?? 0, 'SIGKILL');
    expect(await child.ended).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('that hears no SIGTERM is ended by SIGKILL', async () => {
    const { child } = await answerOf('ignores-signals', {});
    const { pid } = child;
    child.kill('SIGTERM');
    child.kill('SIGKILL');
    expect(await child.ended).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    expect(isGone(pid ?? 0)).toBe(true);
  });

  it('that is killed before it is up does not stay', async () => {
    const child = start('echoes');
    child.kill('SIGKILL');
    expect(await child.ended).toMatchObject({ kind: 'exited', signal: 'SIGKILL' });
  });

  it('is held to its heap', async () => {
    const { answer } = await answerOf('tells-its-heap', {}, 96);
    const { limitMb } = answer as { limitMb: number };
    expect(limitMb).toBeGreaterThan(90);
    // V8 adds room for the young; without the limit it would be 2 GB and more.
    expect(limitMb).toBeLessThan(400);
    expect(ranOutOfMemory(await endOf('eats-memory'))).toBe(true);
  });

  it('hears nothing more once it is gone', async () => {
    const child = start('exits');
    child.send({});
    await child.ended;
    child.send({});
    child.kill('SIGTERM');
    expect(await child.ended).toMatchObject({ exitCode: 3 });
  });

  it('whose program is missing ends with the reason', async () => {
    const missing = join(repositoryRoot, 'missing.mjs');
    const child = startChild({
      entry: missing,
      heapLimitMb: 64,
      serviceName: 'Test',
      onMessage: () => undefined,
    });
    expect(await child.ended).toMatchObject({
      exitCode: 1,
      errorOutput: expect.stringContaining('missing.mjs'),
    });
  });
});
