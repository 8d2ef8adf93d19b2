/** 2, 8 and 9: what only an installed program has, and a clone whose install was cut off. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { findElectron } from '../electron-binary.mjs';
import { claim } from './api.ts';
import { type Check, NotHere } from './checks.ts';
import { type ProgramUnderTest, start } from './program.ts';

const root = resolve(import.meta.dirname, '..', '..');
const node = process.execPath;

/** Cellwright.app, of the executable inside. */
const bundleOf = ({ command }: ProgramUnderTest): string => resolve(dirname(command), '..', '..');

export const signature: Check = async ({ program, folder }) => {
  if (process.platform !== 'darwin' || program.kind !== 'packed')
    throw new NotHere('of a packed program on macOS');
  execFileSync('codesign', ['--verify', '--deep', '--strict', bundleOf(program)]);
  const before = Date.now();
  const running = await start(program, folder);
  claim((await running.stop()) === 0, 'it did not end with 0');
  const reports = join(homedir(), 'Library', 'Logs', 'DiagnosticReports');
  const fresh = existsSync(reports)
    ? readdirSync(reports).filter(
        (name) => name.startsWith('Cellwright') && statSync(join(reports, name)).mtimeMs > before,
      )
    : [];
  claim(fresh.length === 0, `it left reports of a crash: ${fresh.join(', ')}`);
  return 'codesign verifies it deeply and strictly; it starts, ends with 0 and leaves no report of a crash';
};

const wanted = [
  /RunAsNode is Disabled/,
  /EnableCookieEncryption is Disabled/,
  /EnableNodeOptionsEnvironmentVariable is Disabled/,
  /EnableNodeCliInspectArguments is Disabled/,
  /EnableEmbeddedAsarIntegrityValidation is Enabled/,
  /OnlyLoadAppFromAsar is Enabled/,
  /GrantFileProtocolExtraPrivileges is Disabled/,
];

export const fuses: Check = async ({ program, folder }) => {
  if (program.kind !== 'packed') throw new NotHere('of a packed program');
  const reader = join(root, 'node_modules', '@electron', 'fuses', 'dist', 'bin.js');
  const said = execFileSync(node, [reader, 'read', '--app', program.command]).toString();
  for (const line of wanted) claim(line.test(said), `fuses: ${String(line)} is not in ${said}`);
  // As Node it would end at once with 7, as itself it starts.
  const asNode = await start({ ...program, args: ['-e', 'process.exit(7)'] }, folder, {
    ELECTRON_RUN_AS_NODE: '1',
  });
  await asNode.stop();
  if (process.platform === 'linux') return 'as configured; not to be run as Node (Linux checks no archive)';
  await refusesChangedArchive(program, folder);
  return 'as configured; not to be run as Node; a changed archive does not start';
};

async function refusesChangedArchive(program: ProgramUnderTest, folder: string): Promise<void> {
  const resources =
    process.platform === 'darwin'
      ? join(bundleOf(program), 'Contents', 'Resources')
      : join(dirname(program.command), 'resources');
  const archive = join(resources, 'app.asar');
  const whole = readFileSync(archive);
  const changed = Buffer.from(whole);
  const at = changed.lastIndexOf('Cellwright cannot start');
  changed.write('C', at - 1);
  changed.write('X', at);
  writeFileSync(archive, changed);
  try {
    const started = await start(program, folder).catch(() => undefined);
    await started?.stop('SIGKILL');
    claim(started === undefined, 'it starts with a changed archive');
  } finally {
    writeFileSync(archive, whole);
  }
}

export const npmStart: Check = async ({ program, folder }) => {
  if (program.kind !== 'electron' || process.env['CELLWRIGHT_CUT_INSTALL'] === undefined) {
    throw new NotHere('with CELLWRIGHT_CUT_INSTALL=1, as in the workflow: it unpacks Electron anew');
  }
  // What a kill in the midst of unpacking leaves: the executable, and not the file that is written last.
  rmSync(join(root, 'node_modules', 'electron', 'path.txt'));
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, CELLWRIGHT_DATA_DIR: folder, CELLWRIGHT_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  let said = '';
  npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(npm, 'exit');
  while (findElectron() === undefined && npm.exitCode === null) await once(npm.stdout, 'data');
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(npm.pid), '/t', '/f']);
  else npm.kill('SIGTERM');
  await ended;
  claim(findElectron() !== undefined, `Electron is not whole again: ${said}`);
  return `unpacked anew: ${said.replace(/\s+/g, ' ').slice(0, 200)}`;
};
