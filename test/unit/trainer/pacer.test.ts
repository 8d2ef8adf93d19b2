import { expect, test } from 'vitest';
import { createPacer } from '../../../src/trainer/pacer.ts';

function pacerAt() {
  let nowMs = 0;
  const happened: string[] = [];
  const stop = new AbortController();
  const pacer = createPacer(
    {
      elapsedMs: () => nowMs,
      yieldToEvents: () => Promise.resolve(void happened.push('events')),
      stopSignal: stop.signal,
    },
    { tick: () => happened.push('tick') },
  );
  return { pacer, happened, stop, wait: (ms: number) => (nowMs += ms) };
}

test('lets events in after five busy milliseconds, and not before', async () => {
  const { pacer, happened, wait } = pacerAt();
  await pacer.pause();
  wait(4);
  await pacer.pauseIfDue();
  expect(happened).toEqual(['events', 'tick']);
  wait(1);
  expect(pacer.isDue()).toBe(true);
  await pacer.pauseIfDue();
  expect(happened).toEqual(['events', 'tick', 'events', 'tick']);
});

test('a stop that arrives meanwhile ends the work with its reason', async () => {
  const { pacer, stop } = pacerAt();
  stop.abort(new Error('stopped'));
  await expect(pacer.pause()).rejects.toThrow('stopped');
});
