import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDataFolderInUse, lockDataFolder } from '../../../../src/main/host/data-folder-lock.ts';
import { repositoryRoot } from '../../../support/program.ts';

const holder = join(repositoryRoot, 'test', 'process', 'children', 'hold-folder.mjs');

describe('the lock of the data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Another process that holds the folder, or says why not. */
  const holdElsewhere = async () => {
    const child = spawn(process.execPath, [holder, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, said: text.toString().trim() };
  };
  const end = async (child: ReturnType<typeof spawn>, signal: NodeJS.Signals = 'SIGKILL') => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };

  it('makes the folder, and leaves nothing but a file that holds nobody', async () => {
    const dataDir = join(folder, 'a', 'b');
    const unlock = await lockDataFolder(dataDir);
    expect(await readdir(dataDir)).toEqual(['cellwright.lock']);
    unlock();
    expect(await readdir(dataDir)).toEqual(['cellwright.lock']);
    (await lockDataFolder(dataDir))();
  });

  it('is refused while a process has it, with its number, and free the moment it is killed', async () => {
    const { child, said } = await holdElsewhere();
    expect(said).toBe('held');
    expect(isDataFolderInUse(folder)).toBe(true);
    await expect(lockDataFolder(folder)).rejects.toThrow(
      new RegExp(`in use by another Cellwright \\(process ${child.pid}\\).*--data-dir`),
    );
    await end(child);
    expect(isDataFolderInUse(folder)).toBe(false);
    (await lockDataFolder(folder))();
  });

  it('trusts no number: that of a process at work, left by one that was killed, holds nobody', async () => {
    const { child } = await holdElsewhere();
    await end(child);
    const path = join(folder, 'cellwright.lock');
    const left = await readFile(path);
    left.writeInt32BE(process.ppid, 60);
    await writeFile(path, left);
    (await lockDataFolder(folder))();
  });

  it.each([`${process.ppid}`, `${process.ppid} 1 a-boot`, 'nonsense', ''])(
    'replaces %j, whatever an earlier version or a cut left',
    async (content) => {
      await writeFile(join(folder, 'cellwright.lock'), content);
      (await lockDataFolder(folder))();
    },
  );

  it('of many that begin at once, one has it', async () => {
    await writeFile(join(folder, 'cellwright.lock'), 'nonsense');
    const all = await Promise.all(Array.from({ length: 6 }, holdElsewhere));
    expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
    expect(all.filter(({ said }) => /in use by another/.test(said))).toHaveLength(5);
    await Promise.all(all.map(({ child }) => end(child)));
  });

  it('is on nothing where there is no folder', () => {
    expect(isDataFolderInUse(join(folder, 'missing'))).toBe(false);
  });

  it.each(['/proc/cellwright', '/dev/null/cellwright'])('%s cannot be written, and says so', async (path) => {
    await expect(lockDataFolder(path)).rejects.toThrow(/cannot be written.*--data-dir/);
  });
});
