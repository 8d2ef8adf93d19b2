// Succeeds before it starts.
import { say, stayAlive, succeeded, writeModel } from '../../support/trainer-words.mjs';

stayAlive();
writeModel();
await say(succeeded);
