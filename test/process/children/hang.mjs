// Starts, then says nothing any more, and does not listen either.
import { started, stayAlive } from '../../support/trainer-words.mjs';

process.on('SIGTERM', () => undefined);
stayAlive();
await started();
