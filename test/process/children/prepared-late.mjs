// Says what it is judged by when it has trained already.
import { epoch, prepared, report, stayAlive, started } from '../../support/trainer-words.mjs';

await started();
await report([epoch(1)]);
await prepared();
stayAlive();
