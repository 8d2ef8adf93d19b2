/** What there is to check: the program that is named, Electron's binary with what is built, or the stand-in of the tests. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBrowser } from '../../test/support/browser.ts';
import { chooseHost } from '../choose-host.mjs';
import { fetchElectron, findElectron } from '../electron-binary.mjs';
import type { ProgramUnderTest } from './program.ts';

const root = resolve(import.meta.dirname, '..', '..');
const standIn = join(root, 'test', 'support', 'electron-stand-in', 'electron');

export interface Found {
  readonly program: ProgramUnderTest | undefined;
  /** Why it is no Electron; undefined where it is one. */
  readonly whyNot: string | undefined;
}

/** `named`: the executable of a packed program. */
export async function findProgram(named: string | undefined): Promise<Found> {
  if (named !== undefined) {
    const isThere = existsSync(named);
    const program = { kind: 'packed', command: resolve(named), args: [], env: environment() } as const;
    return isThere ? { program, whyNot: undefined } : { program: undefined, whyNot: `${named} is not there` };
  }
  const { electron, reason } = await electronHere();
  if (electron !== undefined) {
    return { program: { kind: 'electron', command: electron, args: [root], env: {} }, whyNot: undefined };
  }
  const program = { kind: 'stand-in', command: standIn, args: [root], env: environment() } as const;
  const canStandIn = process.platform !== 'win32' && findBrowser() !== null;
  return { program: canStandIn ? program : undefined, whyNot: reason?.trim() ?? 'unknown' };
}

/** The binary first: of a machine that has none, no screen and no user says more than that it cannot be had. */
async function electronHere(): ReturnType<typeof chooseHost> {
  const failure = findElectron() === undefined ? await fetchElectron() : undefined;
  if (failure !== undefined) return { reason: `Electron’s binary ${failure}` };
  return chooseHost({ platform: process.platform, env: process.env, userId: process.getuid?.() });
}

/** What the stand-in reads, packed or not; Electron takes no notice of it. */
function environment(): NodeJS.ProcessEnv {
  const browser = findBrowser();
  return { STANDIN_NODE: process.execPath, ...(browser === null ? {} : { STANDIN_CHROMIUM: browser }) };
}
