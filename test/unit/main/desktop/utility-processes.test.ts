/** What only Electron does to a child: what it is started with, and what its exit means. */
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { desktopArguments } from '../../../../src/main/desktop/desktop-arguments.ts';
import { spawnUtilityChild } from '../../../../src/main/desktop/spawn-utility-child.ts';
import { ranOutOfMemory } from '../../../../src/main/processes/child.ts';

class SmallProcess extends EventEmitter {
  pid: number | undefined = 4_000_000;
  readonly stderr = new Readable({ read: () => undefined });
  readonly postMessage = vi.fn<(message: unknown) => void>();
  readonly kill = vi.fn(() => true);
  /** As Electron does it: the listeners go, with words still on their way. */
  end(code: number, lastWords = ''): void {
    this.pid = undefined;
    this.emit('exit', code);
    this.stderr.removeAllListeners();
    void nextTurn().then(() => {
      this.stderr.push(lastWords);
      this.stderr.push(null);
    });
  }
}

function lab() {
  const child = new SmallProcess();
  const fork = vi.fn(() => child);
  const heard: unknown[] = [];
  const handle = spawnUtilityChild({ fork } as never)({
    entry: '/out/trainer.js',
    args: ['/jobs/7', '3'],
    heapLimitMb: 512,
    serviceName: 'Cellwright trainer',
    onMessage: (message) => heard.push(message),
  });
  child.emit('spawn');
  return { child, fork, heard, handle };
}

describe('a child in a utility process', () => {
  it('is started like any other, with the one switch for memory that Electron lets through', () => {
    const { fork } = lab();
    expect(fork).toHaveBeenCalledWith('/out/trainer.js', ['/jobs/7', '3'], {
      execArgv: ['--js-flags=--max-old-space-size=512'],
      serviceName: 'Cellwright trainer',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  });

  it('says everything in the form that JSON gives it: a loss that is no number is null', () => {
    const { child, heard } = lab();
    child.emit('message', { type: 'report', loss: Number.NaN, left: undefined });
    expect(heard).toEqual([{ type: 'report', loss: null }]);
  });

  it('that says goodbye is answered, which is nobody else’s business', () => {
    const { child, heard } = lab();
    child.emit('message', { goodbye: true });
    expect(child.postMessage).toHaveBeenCalledWith({ goodbye: true });
    expect(heard).toEqual([]);
  });

  it('leaves its last words, also those that come after Electron stopped listening', async () => {
    const { child, handle } = lab();
    child.stderr.push('out of luck\n');
    await nextTurn();
    child.end(1, 'the end\n');
    expect(await handle.ended).toEqual({
      kind: 'exited',
      exitCode: 1,
      signal: null,
      errorOutput: 'out of luck\nthe end',
    });
  });

  it('that was killed has the signal, although Electron calls its exit 0', async () => {
    const { child, handle } = lab();
    handle.send({ type: 'stop' });
    handle.kill('SIGTERM');
    handle.kill('SIGKILL');
    child.end(0);
    expect(child.postMessage).toHaveBeenCalledWith({ type: 'stop' });
    expect(child.kill).toHaveBeenCalledOnce();
    expect(await handle.ended).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it.skipIf(process.platform === 'win32').each([
    [9, 'SIGKILL'],
    [11, 'SIGSEGV'],
    [134, 'SIGABRT'],
    [15, 'SIGTERM'],
  ])('that others killed ends with the number of the signal: %i is %s', async (code, signal) => {
    const { child, handle } = lab();
    child.end(code);
    expect(await handle.ended).toMatchObject({ exitCode: null, signal });
  });

  it('hears nothing more once it is gone', async () => {
    const { child, handle } = lab();
    child.end(0);
    await handle.ended;
    handle.send({ type: 'stop' });
    handle.kill('SIGTERM');
    expect(child.postMessage).not.toHaveBeenCalled();
    expect(child.kill).not.toHaveBeenCalled();
  });

  it('that V8 gave up on leaves the words that explain it; on Windows a code says it', async () => {
    const { child, handle } = lab();
    child.emit('error', 'FatalError', 'Reached heap limit', 'report');
    child.end(133);
    const end = await handle.ended;
    expect(end).toMatchObject({ errorOutput: expect.stringContaining('Reached heap limit') });
    expect(ranOutOfMemory(end)).toBe(true);
    const onWindows = { kind: 'exited', exitCode: 3_758_096_392, signal: null, errorOutput: '' } as const;
    expect(ranOutOfMemory(onWindows)).toBe(true);
    expect(ranOutOfMemory({ ...onWindows, exitCode: 1 })).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('whose exit the system told first has the same code', async () => {
    const { child, handle } = lab();
    child.end(3 << 8);
    expect(await handle.ended).toMatchObject({ exitCode: 3, signal: null });
  });

  it('that cannot be started is an end, not an exception', async () => {
    const fork = (): never => {
      throw new Error('utilityProcess cannot be created before app is ready.');
    };
    const handle = spawnUtilityChild({ fork })({
      entry: '/out/trainer.js',
      heapLimitMb: 512,
      serviceName: 'Cellwright trainer',
      onMessage: () => undefined,
    });
    expect(await handle.ended).toMatchObject({ kind: 'never-started' });
  });
});

describe('the command line of the desktop', () => {
  it('takes what the host takes and leaves Chromium its own', () => {
    const words = ['--no-sandbox', '--port', '9000', '--data-dir=/d', '--inspect=0', '--user-data-dir', 'x'];
    expect(desktopArguments(words)).toEqual({ port: '9000', 'data-dir': '/d' });
  });
});
