// Writes 32 MB of error output, then dies.
import { started } from '../../support/trainer-words.mjs';

await started();
const block = `${'x'.repeat(1023)}\n`.repeat(1024);
for (let count = 0; count < 32; count += 1)
  await new Promise((written) => process.stderr.write(block, written));
process.stderr.write('the last word\n', () => process.exit(1));
