/**
 * What electron-builder packs starts from its archive and computes: the files of the archive, the unpacked native module, the
 * threads and processes of every kind, the notices, the fuses. The binary is a stand-in; `npm run desktop:check` is the same.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { packStandIn } from '../support/pack-stand-in.ts';
import { repositoryRoot } from '../support/program.ts';
import { withinMs } from '../support/time-factor.ts';

const canRun = process.platform === 'linux' && findBrowser() !== null;
if (!canRun) console.log('test/process/packed-program: skipped, needs Linux and a Chromium');

describe.skipIf(!canRun)('the packed program', () => {
  let folder: string;
  let executable: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-packed-'));
    executable = await packStandIn(folder);
  }, withinMs(120_000));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(['1', '8'])(
    'passes check %s of those that a real Electron has to pass',
    async (check) => {
      const script = join(repositoryRoot, 'scripts', 'desktop-check', 'run.ts');
      const said = await new Promise<string>((resolve) => {
        const args = [script, '--program', executable, '--only', check];
        execFile(process.execPath, args, { timeout: withinMs(90_000) }, (error, output, errors) => {
          resolve(`${output}${errors}${error === null ? '' : ` (${error.message})`}`);
        });
      });
      expect(said).toMatch(/^1 passed, 0 failed, 0 skipped$/m);
    },
    withinMs(100_000),
  );
});
