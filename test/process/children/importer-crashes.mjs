// An importer that dies without a word.
import { connectParent } from '../../../src/processes/parent-port.ts';

connectParent(() => process.kill(process.pid, 'SIGSEGV'));
