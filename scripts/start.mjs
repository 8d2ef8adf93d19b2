/**
 * `npm start`: installs, builds and runs Cellwright; everything a bare clone needs, in one command. With its window
 * where Electron is or can be fetched, else headless, saying why. `-- --headless` and `-- --desktop` insist.
 */
import { buildIfStale } from './build-program.mjs';
import { chooseHost } from './choose-host.mjs';
import { giveUp, installPackages, root, runNode, runProgram } from './set-up.mjs';

const given = process.argv.slice(2);
const args = given.filter((word) => word !== '--headless' && word !== '--desktop');
const isHeadlessWanted = given.includes('--headless') || given.includes('--help') || given.includes('-h');

installPackages();
await buildIfStale();
const { electron, reason } = isHeadlessWanted ? {} : await chooseHost(surroundings());
if (electron) process.exitCode = await runProgram(electron, [root, ...args]);
else if (given.includes('--desktop')) giveUp(`No window: ${reason}.`);
else {
  if (reason) console.log(`No window, since ${reason}: Cellwright runs headless. Stop it with Ctrl+C.`);
  process.exitCode = await runNode(['out/main/headless.js', ...args]);
}

function surroundings() {
  return { platform: process.platform, env: process.env, userId: process.getuid?.() };
}
