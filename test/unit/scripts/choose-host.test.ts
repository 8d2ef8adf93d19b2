import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseHost } from '../../../scripts/choose-host.mjs';
import { findElectron } from '../../../scripts/electron-binary.mjs';
import { explainSandbox } from '../../../scripts/explain-sandbox.mjs';

const linux = { platform: 'linux', env: { DISPLAY: ':0' }, userId: 1000, sandbox: () => undefined };

describe('where `npm start` runs', () => {
  it('is headless without a display, and nothing is fetched for it', async () => {
    const fetchBinary = vi.fn(() => Promise.resolve('unused'));
    expect(await chooseHost({ ...linux, env: {}, fetchBinary })).toEqual({ reason: 'there is no display' });
    expect(fetchBinary).not.toHaveBeenCalled();
  });

  it('is headless as root, which Electron refuses', async () => {
    expect(await chooseHost({ ...linux, userId: 0 })).toEqual({ reason: 'Electron does not run as root' });
  });

  it('is the Electron that is named, if it is there', async () => {
    const named = (path: string) =>
      chooseHost({ ...linux, env: { DISPLAY: ':0', ELECTRON_EXEC_PATH: path } });
    expect(await named(process.execPath)).toEqual({ electron: process.execPath });
    expect(await named('/missing/electron')).toEqual({
      reason: 'ELECTRON_EXEC_PATH names /missing/electron, which is not there',
    });
  });

  it('is the Electron that was fetched just now', async () => {
    let there: string | undefined;
    const fetchBinary = () => {
      there = '/electron';
      return Promise.resolve(undefined);
    };
    expect(await chooseHost({ ...linux, findBinary: () => there, fetchBinary })).toEqual({
      electron: '/electron',
    });
  });

  it('is headless where the binary cannot be fetched, and the way to it is said', async () => {
    const fetchBinary = () => Promise.resolve('could not be fetched (nothing came for 20 s)');
    const chosen = await chooseHost({ ...linux, findBinary: () => undefined, fetchBinary });
    expect(chosen.reason).toMatch(/could not be fetched \(nothing came.*`npx install-electron --no`/);
  });

  it('is headless where the sandbox cannot start, with the two ways out', async () => {
    const found = { ...linux, findBinary: () => '/electron' };
    expect(await chooseHost({ ...found, sandbox: () => 'of the kernel' })).toEqual({
      reason: 'of the kernel',
    });
    expect(await chooseHost({ ...found, platform: 'darwin', sandbox: () => 'of the kernel' })).toEqual({
      electron: '/electron',
    });
  });
});

describe('Chromium’s sandbox', () => {
  const system = (facts: { uid?: number; mode?: number; restricted?: string; canMake?: boolean }) => ({
    stat: () => ({ uid: facts.uid ?? 1000, mode: facts.mode ?? 0o100755 }),
    read: () => facts.restricted ?? '0\n',
    canMakeNamespace: () => facts.canMake ?? true,
  });
  const explain = (facts: Parameters<typeof system>[0]) => explainSandbox('/e/dist/electron', system(facts));

  it('starts where namespaces may be made, or where its helper is root’s', () => {
    expect(explain({})).toBeUndefined();
    expect(explain({ uid: 0, mode: 0o104755, restricted: '1\n', canMake: false })).toBeUndefined();
  });

  it.each([
    ['of Ubuntu 24.04, where the tool that asks is let through', { restricted: '1\n' }],
    ['of a container', { canMake: false }],
    ['whose helper is root’s but has not its rights', { uid: 0, canMake: false }],
  ])('%s does not, and both remedies are named', (_what, facts) => {
    expect(explain(facts)).toMatch(
      /chown root:root "\/e\/dist\/chrome-sandbox".*chmod 4755[^]*sysctl -w kernel\.apparmor_restrict/,
    );
  });

  it('is not asked about for a binary without the helper', () => {
    expect(explainSandbox('/e/standin', { ...system({ canMake: false }), stat: () => undefined })).toBe(
      undefined,
    );
  });
});

describe('Electron’s binary', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-electron-'));
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'package.json'), '{ "version": "45.4.1" }');
    await writeFile(join(folder, 'dist', 'electron'), 'unpacked');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is trusted only when it is whole: the executable alone is what a cut-off unpacking left', async () => {
    expect(findElectron(folder)).toBeUndefined();
    await writeFile(join(folder, 'dist', 'version'), '45.4.1');
    expect(findElectron(folder)).toBeUndefined();
    await writeFile(join(folder, 'path.txt'), 'electron');
    expect(findElectron(folder)).toBe(join(folder, 'dist', 'electron'));
  });

  it('of another version is fetched anew', async () => {
    await writeFile(join(folder, 'path.txt'), 'electron');
    await writeFile(join(folder, 'dist', 'version'), '44.0.0');
    expect(findElectron(folder)).toBeUndefined();
  });
});
