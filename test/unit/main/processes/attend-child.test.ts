/** Children that do not come up as they should. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attendChild, type ChildEvents } from '../../../../src/main/processes/attend-child.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lab() {
  const told: { events?: ChildEvents } = {};
  const kill = vi.fn<(signal: string) => void>();
  const post = vi.fn<(message: object) => void>();
  const child = attendChild((events) => {
    told.events = events;
    return { pid: () => 7, post, kill };
  });
  return { child, kill, post, events: () => told.events as ChildEvents };
}

test('a process that does not come up within 15 s never started; should it come up after all, it is killed', async () => {
  const { child, kill, post, events } = lab();
  await vi.advanceTimersByTimeAsync(14_999);
  const end = vi.fn();
  void child.ended.then(end);
  await vi.advanceTimersByTimeAsync(0);
  expect(end).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(end).toHaveBeenCalledWith({ kind: 'never-started', reason: expect.stringContaining('within 15 s') });
  child.send({ late: true });
  expect(post).not.toHaveBeenCalled();
  events().onSpawned();
  expect(kill).toHaveBeenCalledWith('SIGKILL');
});

test('a kill before the process is up is kept until it is, the harder one of two', () => {
  const { child, kill, events } = lab();
  child.kill('SIGKILL');
  child.kill('SIGTERM');
  expect(kill).not.toHaveBeenCalled();
  events().onSpawned();
  expect(kill.mock.calls).toEqual([['SIGKILL']]);
});

test('what cannot be launched is an end, not an exception', async () => {
  const child = attendChild(() => {
    throw new Error('utilityProcess cannot be created before app is ready.');
  });
  expect(await child.ended).toEqual({
    kind: 'never-started',
    reason: 'utilityProcess cannot be created before app is ready.',
  });
});

test('last words are waited for, but not longer than 250 ms', async () => {
  const first = lab();
  first.events().onSpawned();
  first.events().onExited(1, null);
  first.events().onErrorOutput('late\n');
  first.events().onHeardOut();
  expect(await first.child.ended).toMatchObject({ exitCode: 1, errorOutput: 'late' });
  const second = lab();
  second.events().onSpawned();
  second.events().onExited(null, 'SIGKILL');
  await vi.advanceTimersByTimeAsync(250);
  expect(await second.child.ended).toMatchObject({ signal: 'SIGKILL', errorOutput: '' });
});
