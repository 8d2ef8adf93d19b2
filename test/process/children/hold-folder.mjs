// Takes the data folder of its first argument and holds it, or says why it cannot, until it is killed.
import { setInterval } from 'node:timers';
import { lockDataFolder } from '../../../src/main/host/data-folder-lock.ts';

setInterval(() => undefined, 60_000);
const said = await lockDataFolder(process.argv[2]).then(
  () => 'held',
  (error) => error.message,
);
process.stdout.write(`${said}\n`);
