/**
 * A second thread that does part of a step. Both threads run these kernels on the same memory; each keeps its own data,
 * and the words below are all they share. The main thread writes a task and counts `asked` up; the helper does it and
 * sets `done` to the same number. Whoever waits first looks for a while, since the other is seldom far behind, and then
 * sleeps. What is computed does not depend on who computes it: one thread and two give the same bits.
 */
@unmanaged
export class Helper {
  /** 1 once a helper serves. */
  isPresent: i32;
  asked: i32;
  done: i32;
  task: i32;
  /** Argument of the task. */
  count: i32;
}

export const TASK_STOP: i32 = 0;

/** Looks before going to sleep: some tens of microseconds, as long as what a step does between two tasks. */
const LOOKS: i32 = 60_000;

const ASKED: usize = offsetof<Helper>('asked');
const DONE: usize = offsetof<Helper>('done');

/** Main thread: hands over a task. */
export function ask(helper: Helper, task: i32, count: i32): void {
  helper.task = task;
  helper.count = count;
  const at = changetype<usize>(helper) + ASKED;
  atomic.store<i32>(at, helper.asked + 1);
  atomic.notify(at, 1);
}

/** Main thread: waits until the task is done. */
export function join(helper: Helper): void {
  const at = changetype<usize>(helper) + DONE;
  const asked = helper.asked;
  for (let done = atomic.load<i32>(at); done != asked; done = atomic.load<i32>(at)) awaitChange(at, done);
}

/** Helper: waits for the next task and answers it; `previous` is the number of the last one. */
export function nextTask(helper: Helper, previous: i32): i32 {
  const at = changetype<usize>(helper) + ASKED;
  while (atomic.load<i32>(at) == previous) awaitChange(at, previous);
  return helper.task;
}

/** Helper: says that task number `asked` is done. */
export function report(helper: Helper, asked: i32): void {
  const at = changetype<usize>(helper) + DONE;
  atomic.store<i32>(at, asked);
  atomic.notify(at, 1);
}

function awaitChange(at: usize, value: i32): void {
  for (let i = 0; i < LOOKS; i++) if (atomic.load<i32>(at) != value) return;
  atomic.wait<i32>(at, value, -1);
}
