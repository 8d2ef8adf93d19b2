// As it should be: two epochs of however many (it stops early), a model, an end.
import {
  epoch,
  line,
  prepared,
  report,
  say,
  started,
  succeeded,
  writeModel,
} from '../../support/trainer-words.mjs';

await started();
await prepared();
await report([epoch(1), epoch(2)], [line('half way'), line('done')]);
writeModel();
await say(succeeded);
process.disconnect();
