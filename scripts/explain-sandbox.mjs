/**
 * Whether Chromium's sandbox can start for an Electron at this path, on Linux. It needs user namespaces, which Ubuntu since
 * 23.10 and most containers forbid, or a helper that belongs to root; without either Electron ends in a crash.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/** Undefined where it can, else why not, with the two ways out. */
export function explainSandbox(electron, system = thisSystem) {
  const helper = join(dirname(electron), 'chrome-sandbox');
  const facts = system.stat(helper);
  // An Electron without the helper is none that knows this sandbox.
  if (!facts || isRootsHelper(facts)) return undefined;
  if (system.read(restriction).trim() !== '1' && system.canMakeNamespace()) return undefined;
  return (
    'this system keeps Chromium’s sandbox from starting. To have the window, either give its helper to root:\n' +
    `    sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"\n` +
    'or let programs make namespaces of their own, until the next boot:\n' +
    '    sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\n  '
  );
}

const isRootsHelper = ({ uid, mode }) => uid === 0 && (mode & 0o7777) === 0o4755;

const thisSystem = {
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
  read: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  },
  // A system without the tool is no worse than one that was not asked.
  canMakeNamespace: () => {
    const { status, error } = spawnSync('unshare', ['-Ur', 'true'], { stdio: 'ignore' });
    return error !== undefined || status === 0;
  },
};
