import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { endOnUnexpected } from '../../../../src/main/host/end-on-unexpected.ts';

it.each(['uncaughtException', 'unhandledRejection'])('%s is logged, then ends the program, once', (name) => {
  const events = new EventEmitter();
  const done: string[] = [];
  endOnUnexpected(
    { reportFatal: (error) => done.push(`logged ${String(error)}`) },
    (error) => {
      done.push(`ended by ${String(error)}`);
      // As what is at work goes on breaking while a box is open.
      events.emit('uncaughtException', new Error('and another'));
    },
    events as never,
  );
  events.emit(name, new Error('odd'));
  events.emit('unhandledRejection', new Error('odd again'));
  expect(done).toEqual(['logged Error: odd', 'ended by Error: odd']);
});
