/** The program under test, as a user starts it: a window's program and the API on its port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProgramUnderTest {
  readonly kind: 'packed' | 'electron' | 'stand-in';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly dataDir: string;
  /** By the signal that ends it without a question, or as hard as that is on Windows; answers the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

const startLimitMs = 120_000;

/** Rejects with what it said, where it ends or does not answer. */
export async function start(
  program: ProgramUnderTest,
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningProgram> {
  const port = await findFreePort();
  const child = spawn(program.command, [...program.args], {
    env: {
      ...process.env,
      ...program.env,
      ...env,
      CELLWRIGHT_DATA_DIR: dataDir,
      CELLWRIGHT_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  }
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(child, url, () => said);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  return { process: child, url, dataDir, stop };
}

async function untilItAnswers(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const until = performance.now() + startLimitMs;
  while (!(await answers(url))) {
    const { exitCode, signalCode } = child;
    const isOver = exitCode !== null || signalCode !== null;
    if (isOver) throw new Error(`it ended with ${signalCode ?? String(exitCode)}: ${said()}`);
    if (performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`it did not answer within ${startLimitMs / 1000} s: ${said()}`);
    }
    await delay(100);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/v1/health`)).ok;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
