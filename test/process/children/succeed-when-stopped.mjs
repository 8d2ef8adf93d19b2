// Is done just when it is asked to stop.
import {
  askedToStop,
  epoch,
  report,
  say,
  started,
  succeeded,
  writeModel,
} from '../../support/trainer-words.mjs';

await started();
await report([epoch(1)]);
await askedToStop();
writeModel();
await say(succeeded);
process.disconnect();
