// An importer that needs more memory than it may have.
import { connectParent } from '../../../src/processes/parent-port.ts';

connectParent(() => {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
});
