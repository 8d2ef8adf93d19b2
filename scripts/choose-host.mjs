/** Whether this machine can show the desktop: where Electron's binary is, and why not where it cannot run. */
import { existsSync } from 'node:fs';
import { fetchElectron, findElectron } from './electron-binary.mjs';
import { explainSandbox } from './explain-sandbox.mjs';

const fetchByHand = '`npx install-electron --no` fetches it by hand';

/** `{ electron: path }`, or `{ reason }` in words. Fetches the binary where it is missing or not whole. */
export async function chooseHost({ platform, env, userId, ...parts }) {
  const { findBinary = findElectron, fetchBinary = fetchElectron, sandbox = explainSandbox } = parts;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: 'there is no display' };
  if (platform === 'linux' && userId === 0 && !env.ELECTRON_EXEC_PATH)
    return { reason: 'Electron does not run as root' };
  const found = env.ELECTRON_EXEC_PATH
    ? givenBinary(env.ELECTRON_EXEC_PATH)
    : await binaryOf({ findBinary, fetchBinary });
  const whyNot = found.electron && platform === 'linux' ? sandbox(found.electron) : undefined;
  return whyNot === undefined ? found : { reason: whyNot };
}

const givenBinary = (path) =>
  existsSync(path) ? { electron: path } : { reason: `ELECTRON_EXEC_PATH names ${path}, which is not there` };

async function binaryOf({ findBinary, fetchBinary }) {
  const there = findBinary();
  if (there) return { electron: there };
  console.log('Fetching Electron’s binary (once; about 120 MB) …');
  const failure = await fetchBinary();
  const electron = findBinary();
  return electron
    ? { electron }
    : { reason: `Electron’s binary is not there and ${failure}; ${fetchByHand}` };
}
