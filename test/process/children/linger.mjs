// Succeeds, but does not end.
import {
  epoch,
  report,
  say,
  started,
  stayAlive,
  succeeded,
  writeModel,
} from '../../support/trainer-words.mjs';

stayAlive();
await started();
await report([epoch(1)]);
writeModel();
await say(succeeded);
