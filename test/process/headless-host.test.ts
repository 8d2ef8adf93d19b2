import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot, startProgram } from '../support/program.ts';
import { call } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

const hostScript = join(repositoryRoot, 'out', 'main', 'headless.js');

interface Ending {
  readonly code: unknown;
  readonly errors: string;
}

/** Runs the host to its end, which must come soon. */
function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ending> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, timeout: withinMs(10_000) };
    execFile(process.execPath, [hostScript, ...args], options, (error, _output, errors) => {
      resolve({ code: error === null ? 0 : error.code, errors });
    });
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the headless host', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-host-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('listens, keeps a changed setting over a restart, and ends with 0 on SIGTERM within 5 s', async () => {
    const program = await startProgram({ dataDir: folder });
    await call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: 2 });
    const startedAt = performance.now();
    expect(await program.stop({ keepData: true })).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(withinMs(5000));
    const again = await startProgram({ dataDir: folder });
    const { body } = await call('GET', `${again.api}/settings`);
    expect(body).toMatchObject({
      max_concurrent_jobs: 2,
      port: Number(new URL(again.url).port),
      data_dir: folder,
    });
    const ended = once(again.process, 'exit');
    again.process.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
  });

  it('a stored port is that of the next start, unless the command line says otherwise', async () => {
    const before = await startProgram({ dataDir: folder });
    const freePort = await findFreePort();
    const { body } = await call('PATCH', `${before.api}/settings`, { port: freePort });
    const { port } = new URL(before.url);
    expect(body).toMatchObject({
      port: Number(port),
      port_at_next_start: freePort,
      port_set_by: 'argument',
    });
    await before.stop({ keepData: true });
    const after = await startProgram({ dataDir: folder, isPortOpen: true });
    expect(after.url).toBe(`http://127.0.0.1:${freePort}`);
    expect((await call('GET', `${after.api}/settings`)).body).toMatchObject({
      port: freePort,
      port_set_by: 'settings',
    });
    await after.stop({ keepData: true });
    const told = await startProgram({ dataDir: folder });
    expect(told.url).not.toBe(after.url);
    expect((await call('GET', `${told.api}/settings`)).body).toMatchObject({ port_at_next_start: freePort });
    await told.stop({ keepData: true });
  });

  it('a taken port and a taken folder each cost one line that names them and a way out', async () => {
    const program = await startProgram({ dataDir: folder });
    const port = new URL(program.url).port;
    const other = join(folder, 'other');
    const [samePort, sameFolder] = await Promise.all([
      runToEnd(['--port', port, '--data-dir', other]),
      runToEnd(['--port', '0', '--data-dir', folder]),
    ]);
    expect(samePort.code).toBe(1);
    expect(samePort.errors).toMatch(new RegExp(`^Cellwright: Port ${port} is taken.*--port\\n$`));
    expect(sameFolder.code).toBe(1);
    expect(sameFolder.errors).toMatch(/^Cellwright: The data folder .* is in use .*--data-dir\n$/);
    expect((await call('GET', `${program.api}/health`)).status).toBe(200);
    await program.stop();
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv, RegExp]>([
    ['argument', ['--port', 'x'], {}, /^Cellwright: --port must be .*\n$/],
    [
      'variable',
      [],
      { CELLWRIGHT_RETENTION_DAYS: '0' },
      /^Cellwright: CELLWRIGHT_RETENTION_DAYS must be .*\n$/,
    ],
    ['name', ['--prot', '1'], {}, /^Cellwright: Unknown option '--prot'.*--help.*\n$/],
    ['folder', ['--data-dir', '/dev/null/x'], {}, /^Cellwright: The data folder .* cannot be written.*\n$/],
  ])('a wrong %s is one line, and exit 1', async (_what, args, env, line) => {
    const { code, errors } = await runToEnd(['--data-dir', folder, ...args], env);
    expect(errors).toMatch(line);
    expect(code).toBe(1);
  });

  it.skipIf(process.platform === 'win32')(
    'a SIGTERM that npm keeps for itself ends the host as well',
    async () => {
      const npm = spawn('npm', ['run', 'serve', '--', '--port', '0', '--data-dir', folder], {
        cwd: repositoryRoot,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      // The host holds the pipe's other end: it runs dry when the host is gone, not when npm is.
      const hostGone = once(npm.stdout, 'close');
      for await (const text of npm.stdout.iterator({ destroyOnReturn: false })) {
        if (String(text).includes('listening')) break;
      }
      const startedAt = performance.now();
      npm.kill('SIGTERM');
      npm.stdout.resume();
      await hostGone;
      expect(performance.now() - startedAt).toBeLessThan(withinMs(5000));
    },
  );

  it('a settings.json that cannot be read is one line, and exit 1', async () => {
    await writeFile(join(folder, 'settings.json'), '{ "port": ');
    const { code, errors } = await runToEnd(['--data-dir', folder]);
    expect(errors).toMatch(/^Cellwright: .*settings\.json is not valid JSON.*\n$/);
    expect(code).toBe(1);
  });
});
