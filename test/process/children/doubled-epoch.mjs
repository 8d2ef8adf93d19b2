// Reports an epoch twice.
import { epoch, report, started, stayAlive } from '../../support/trainer-words.mjs';

stayAlive();
await started();
await report([epoch(1), epoch(1)]);
