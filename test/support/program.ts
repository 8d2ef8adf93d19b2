/** Starts the built program as its users do, in a folder of its own, and stops it again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '..', '..');
/** Real cells, where they lie beside the project; tests that need them skip without. */
export const sharedData = resolve(repositoryRoot, '..', 'shared', 'data');
export const hostScript = join(repositoryRoot, 'out', 'main', 'headless.js');

export interface Program {
  readonly url: string;
  readonly api: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** All it printed so far. */
  readonly output: () => string;
  /** Sends SIGTERM, waits for the end, removes the folder unless it is kept; answers the exit code. */
  readonly stop: (options?: { readonly keepData?: boolean }) => Promise<number | null>;
}

/** Runs `headless.js` on a free port and waits until it says that it listens. */
export async function startProgram(
  options: {
    readonly args?: readonly string[];
    readonly dataDir?: string;
    /** Leaves the port to the settings instead. */
    readonly isPortOpen?: boolean;
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): Promise<Program> {
  if (!existsSync(hostScript)) throw new Error('out/main/headless.js is missing: run `npm run build` first');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cellwright-')));
  const port = options.isPortOpen === true ? [] : ['--port', '0'];
  const args = [hostScript, ...port, '--data-dir', dataDir, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...options.env }, stdio: 'pipe' });
  let text = '';
  const url = await new Promise<string>((accept, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const address = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(text)?.[1];
      if (address !== undefined) accept(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the program ended with ${String(code)}: ${text}`)));
  });
  const stop = async ({ keepData = false } = {}): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    if (!keepData) await rm(dataDir, { recursive: true, force: true });
    return child.exitCode;
  };
  return { url, api: `${url}/api/v1`, dataDir, process: child, output: () => text, stop };
}
