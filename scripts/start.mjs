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
/** What a shell answers, and the system's loader, where a library of a program is missing. */
const cannotRun = 127;

installPackages();
await buildIfStale();
const { electron, reason } = isHeadlessWanted ? {} : await chooseHost(surroundings());
const code = electron ? await runProgram(electron, [root, ...args]) : undefined;
if (code === undefined) await runHeadless(reason);
else if (code === cannotRun) await runHeadless('a library of Electron’s is missing; the line above names it');
else process.exitCode = code;

async function runHeadless(why) {
  if (why && given.includes('--desktop')) giveUp(`No window: ${why.trim()}.`);
  if (why) console.log(`No window, since ${why.trim()}: Cellwright runs headless. Stop it with Ctrl+C.`);
  process.exitCode = await runNode(['out/main/headless.js', ...args]);
}

function surroundings() {
  return { platform: process.platform, env: process.env, userId: process.getuid?.() };
}
