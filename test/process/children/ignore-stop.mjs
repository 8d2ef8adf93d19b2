// Hears neither message nor signal.
import { epoch, report, started, stayAlive } from '../../support/trainer-words.mjs';

process.on('SIGTERM', () => undefined);
process.on('message', () => undefined);
stayAlive();
await started();
await report([epoch(1)]);
