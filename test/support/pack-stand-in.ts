/** Packs the built program as electron-builder packs it, around a stand-in for Electron's binary. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './program.ts';

const standIn = join(repositoryRoot, 'test', 'support', 'electron-stand-in');
/** What @electron/fuses looks for in a binary, then the version of the wire, its length, and the fuses as they are shipped. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const shipped = '101100010';

/** Answers the executable of the packed folder, `<folder>/out/linux-unpacked/cellwright`. */
export async function packStandIn(folder: string): Promise<string> {
  const electronDist = join(folder, 'electron');
  await mkdir(join(electronDist, 'locales'), { recursive: true });
  await mkdir(join(electronDist, 'resources'));
  const { devDependencies } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  const program = await readFile(join(standIn, 'packed'), 'utf8');
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, shipped.length]), Buffer.from(shipped)]);
  const files: readonly (readonly [string, string | Buffer])[] = [
    ['electron', Buffer.concat([Buffer.from(program), wire])],
    ['chrome-sandbox', ''],
    ['version', devDependencies.electron],
    ['LICENSE', 'of the stand-in'],
    ['LICENSES.chromium.html', 'of the stand-in'],
    ['locales/en-US.pak', ''],
    ['resources/stand-in.path', standIn],
  ];
  for (const [name, content] of files) await writeFile(join(electronDist, name), content);
  await chmod(join(electronDist, 'electron'), 0o755);
  const out = join(folder, 'out');
  const builder = join(repositoryRoot, 'node_modules', 'electron-builder', 'cli.js');
  const choice = [`-c.electronDist=${electronDist}`, `-c.directories.output=${out}`];
  await promisify(execFile)(process.execPath, [builder, '--linux', 'dir', '--publish', 'never', ...choice], {
    cwd: repositoryRoot,
    timeout: 300_000,
  });
  const executable = join(out, 'linux-unpacked', 'cellwright');
  if (!existsSync(executable)) throw new Error(`electron-builder left no ${executable}`);
  return executable;
}
