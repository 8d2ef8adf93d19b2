// Sends what is no message.
import { say, started, stayAlive } from '../../support/trainer-words.mjs';

stayAlive();
await started();
await say({ type: 'report', epochs: 'many' });
