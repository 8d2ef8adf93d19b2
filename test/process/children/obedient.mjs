// Trains until it is asked to stop, and then stops.
import { askedToStop, epoch, report, say, started } from '../../support/trainer-words.mjs';

await started();
await report([epoch(1)]);
await askedToStop();
await say({ type: 'stopped' });
process.disconnect();
