// Dies in the middle of an epoch.
import { epoch, report, started } from '../../support/trainer-words.mjs';

await started();
await report([epoch(1)]);
process.stderr.write('TypeError: weights is undefined\n    at train (trainer.js:1:1)\n', () =>
  process.exit(3),
);
