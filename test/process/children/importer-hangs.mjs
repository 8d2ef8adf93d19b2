// An importer that never answers; its channel keeps it alive.
import { connectParent } from '../../../src/processes/parent-port.ts';

connectParent(() => undefined);
