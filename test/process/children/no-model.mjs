// Says that it succeeded, but wrote nothing.
import { say, started, succeeded } from '../../support/trainer-words.mjs';

await started();
await say(succeeded);
process.disconnect();
