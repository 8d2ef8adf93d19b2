// Is killed as the system does when memory runs out.
import { started } from '../../support/trainer-words.mjs';

await started();
process.kill(process.pid, 'SIGKILL');
