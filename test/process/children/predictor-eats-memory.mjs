// Takes memory until V8 gives up.
import { connectParent } from '../../../src/processes/parent-port.ts';

connectParent(() => {
  const hoard = [];
  for (;;) hoard.push(new Array(100_000).fill({}));
});
