/** Whether this machine can show the desktop: where Electron's binary is, and why not where it cannot run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { root, suitableNode } from './set-up.mjs';

const binaryByPlatform = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};
const fetchLimitMs = 20_000;
const fetchByHand = '`npx install-electron --no` fetches it without a limit of time';

/** `{ electron: path }`, or `{ reason }` in words. Fetches the binary where it is missing, for a moment only. */
export async function chooseHost({ platform, env, userId, fetchBinary = fetchElectron }) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: 'there is no display' };
  if (env.ELECTRON_EXEC_PATH) return givenBinary(env.ELECTRON_EXEC_PATH);
  if (platform === 'linux' && userId === 0) return { reason: 'Electron does not run as root' };
  const electron = join(root, 'node_modules', 'electron', 'dist', binaryByPlatform[platform] ?? 'electron');
  if (existsSync(electron)) return { electron };
  console.log('Fetching Electron’s binary (once; about 120 MB) …');
  const failure = await fetchBinary();
  if (existsSync(electron)) return { electron };
  return { reason: `Electron’s binary is not there and ${failure}; ${fetchByHand}` };
}

const givenBinary = (path) =>
  existsSync(path) ? { electron: path } : { reason: `ELECTRON_EXEC_PATH names ${path}, which is not there` };

/** Answers why it failed; what it says by itself is long and of no use to a user. */
function fetchElectron() {
  return new Promise((resolve) => {
    const child = spawn(suitableNode(), ['node_modules/electron/install.js'], { cwd: root, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill();
      resolve(`was not fetched within ${fetchLimitMs / 1000} s`);
    }, fetchLimitMs);
    child.on('error', () => undefined);
    child.on('close', () => {
      clearTimeout(timer);
      resolve('could not be fetched');
    });
  });
}
