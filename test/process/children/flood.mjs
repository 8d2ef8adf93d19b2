// Sends messages without end.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { started } from '../../support/trainer-words.mjs';

await started();
for (;;) {
  for (let count = 0; count < 1000; count += 1) process.send({ type: 'alive' });
  await nextTurn();
}
