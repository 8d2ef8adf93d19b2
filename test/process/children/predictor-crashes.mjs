// Answers once, then dies of every further request.
import { connectParent } from '../../../src/processes/parent-port.ts';

let count = 0;
const port = connectParent(({ id }) => {
  count += 1;
  if (count > 1) {
    process.stderr.write('out of luck\n', () => process.exit(3));
    return;
  }
  const result = { soh: 1, rul: null, confidence: null, soh_interval: null, rul_interval: null };
  const answer = { cycle_index: process.pid, result, warnings: [] };
  port.post({ id, reply: { type: 'predicted', answer } });
});
