import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from '../../../../src/main/processes/process-identity.ts';
import { lockDataFolder } from '../../../../src/main/host/data-folder-lock.ts';

describe('the lock of the data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the folder, and leaves nothing in it when let go', async () => {
    const dataDir = join(folder, 'a', 'b');
    const unlock = await lockDataFolder(dataDir);
    expect(await readdir(dataDir)).toEqual(['cellwright.lock']);
    await unlock();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is refused while a process has it, with its number', async () => {
    await writeFile(join(folder, 'cellwright.lock'), await identityOfParent());
    await expect(lockDataFolder(folder)).rejects.toThrow(
      new RegExp(`in use by another Cellwright \\(process ${process.ppid}\\).*--data-dir`),
    );
  });

  it.each(['999999999 1 x', 'nonsense', ''])('replaces the stale one %j', async (content) => {
    await writeFile(join(folder, 'cellwright.lock'), content);
    const unlock = await lockDataFolder(folder);
    await unlock();
    expect(await readdir(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('replaces one of a number that was given again since', async () => {
    await writeFile(join(folder, 'cellwright.lock'), `${process.ppid} 1 another-boot`);
    const unlock = await lockDataFolder(folder);
    await unlock();
  });

  it.runIf(process.platform === 'linux')(
    'replaces one of a process that ended and that nobody collected',
    async () => {
      // A shell that becomes another program never collects what it started.
      const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60']);
      const [text] = (await once(parent.stdout, 'data')) as [Buffer];
      const processId = Number(text.toString());
      await expect.poll(async () => readFile(`/proc/${processId}/stat`, 'utf8')).toContain(') Z ');
      await writeFile(join(folder, 'cellwright.lock'), await identityOf(processId));
      const unlock = await lockDataFolder(folder);
      await unlock();
      parent.kill('SIGKILL');
    },
  );

  it.each(['/proc/cellwright', '/dev/null/cellwright'])('%s cannot be written, and says so', async (path) => {
    await expect(lockDataFolder(path)).rejects.toThrow(/cannot be written.*--data-dir/);
  });
});

/** As a program would have left it: number, and on Linux start and boot. */
async function identityOfParent(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  if (process.platform !== 'linux') return String(process.ppid);
  const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${process.ppid} ${start} ${boot.trim()}`;
}
