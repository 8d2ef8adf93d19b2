// Fails with a model half written.
import { say, started, writeModel } from '../../support/trainer-words.mjs';

await started();
writeModel();
await say({ type: 'failed', error_message: 'loss became NaN in epoch 3: lower learning_rate' });
process.disconnect();
