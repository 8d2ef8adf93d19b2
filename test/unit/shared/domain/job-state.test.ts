import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allowedChanges,
  type JobChange,
  type JobState,
  transitionJob,
} from '../../../../src/shared/domain/job-state.ts';
import { isFinished } from '../../../../src/shared/domain/job-status.ts';

const change: fc.Arbitrary<JobChange> = fc.oneof(
  fc.record({ kind: fc.constant('started'), at: fc.constant('2026-01-01T00:00:00.000Z') }),
  fc.record({ kind: fc.constant('epoch-reached'), epoch: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    kind: fc.constant('succeeded'),
    at: fc.constant('2026-01-02T00:00:00.000Z'),
    modelId: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('failed'),
    at: fc.constant('2026-01-02T00:00:00.000Z'),
    errorMessage: fc.string(),
  }),
  fc.record({ kind: fc.constant('stopped'), at: fc.constant('2026-01-02T00:00:00.000Z') }),
  fc.record({ kind: fc.constantFrom('requeued', 'held', 'released', 'paused') }),
  fc.record({ kind: fc.constant('resumed'), epoch: fc.integer({ min: 0, max: 5 }) }),
);

/** A job that is held cannot start or be held again; one that is not cannot be released. */
const isRefusedByHold = (state: JobState, { kind }: JobChange): boolean =>
  state.status === 'queued' &&
  (state.held === true ? kind === 'started' || kind === 'held' : kind === 'released');

test('whatever is asked of a job, it moves by the table or not at all', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let state: JobState = { status: 'queued' };
      for (const next of changes) {
        const allowed: readonly string[] = allowedChanges[state.status];
        const isStaleEpoch =
          next.kind === 'epoch-reached' && state.status === 'running' && next.epoch <= state.currentEpoch;
        if (allowed.includes(next.kind) && !isStaleEpoch && !isRefusedByHold(state, next))
          state = transitionJob(state, next);
        else {
          const before = state;
          expect(() => transitionJob(before, next)).toThrow('cannot change');
        }
      }
    }),
  );
});

test('what happened to a running job stays with it to its end', () => {
  const running = transitionJob({ status: 'queued' }, { kind: 'started', at: 'then' });
  const later = transitionJob(running, { kind: 'epoch-reached', epoch: 4 });
  expect(transitionJob(later, { kind: 'failed', at: 'now', errorMessage: 'why' })).toEqual({
    status: 'failed',
    startedAt: 'then',
    finishedAt: 'now',
    currentEpoch: 4,
    errorMessage: 'why',
  });
  expect(transitionJob(later, { kind: 'requeued' })).toEqual({ status: 'queued', currentEpoch: 4 });
});

test('a job that is held starts only when it is released, with what it has come to', () => {
  const running: JobState = { status: 'running', startedAt: 'then', currentEpoch: 37 };
  const paused = transitionJob(running, { kind: 'paused' });
  expect(paused).toEqual({ status: 'queued', currentEpoch: 37, held: true });
  expect(() => transitionJob(paused, { kind: 'started', at: 'now' })).toThrow('cannot change');
  const released = transitionJob(paused, { kind: 'released' });
  expect(transitionJob(released, { kind: 'started', at: 'now' })).toMatchObject({ currentEpoch: 37 });
  expect(transitionJob(paused, { kind: 'stopped', at: 'now' })).toMatchObject({ status: 'stopped' });
});

test('a job stopped in the queue never started', () => {
  const stopped = transitionJob({ status: 'queued' }, { kind: 'stopped', at: 'now' });
  expect(stopped).toEqual({ status: 'stopped', startedAt: null, finishedAt: 'now', currentEpoch: 0 });
});

test('final are succeeded, failed and stopped', () => {
  expect(
    (['queued', 'running', 'succeeded', 'failed', 'stopped'] as const).filter((status) =>
      isFinished({ status }),
    ),
  ).toEqual(['succeeded', 'failed', 'stopped']);
});
