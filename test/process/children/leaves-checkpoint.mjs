// Has a checkpoint in its folder when it is asked to end.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedToStop, epoch, report, say, started } from '../../support/trainer-words.mjs';

writeFileSync(join(process.argv[2], 'checkpoint.safetensors'), 'a checkpoint');
await started();
await report([epoch(1)]);
await askedToStop();
await say({ type: 'stopped' });
process.disconnect();
