/** Trainers and imports in utility processes: what their exits mean. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { desktopArguments } from '../../../../src/main/desktop/desktop-arguments.ts';
import { spawnUtilityImport } from '../../../../src/main/desktop/spawn-utility-import.ts';
import { spawnUtilityPredictor } from '../../../../src/main/desktop/spawn-utility-predictor.ts';
import { spawnUtilityTrainer } from '../../../../src/main/desktop/spawn-utility-trainer.ts';

class SmallProcess extends EventEmitter {
  pid: number | undefined = 4_000_000;
  readonly stderr = new PassThrough();
  readonly postMessage = vi.fn<(message: unknown) => void>();
  readonly kill = vi.fn(() => true);
  end(code: number): void {
    this.pid = undefined;
    this.emit('exit', code);
    this.stderr.end();
  }
}

function trainerLab() {
  const child = new SmallProcess();
  const fork = vi.fn(() => child);
  const heard: unknown[] = [];
  const handle = spawnUtilityTrainer(
    { fork } as never,
    '/out/trainer.js',
  )({
    jobFolder: '/jobs/7',
    generation: 3,
    heapLimitMb: 512,
    onMessage: (message) => heard.push(message),
  });
  return { child, fork, heard, handle };
}

describe('a trainer in a utility process', () => {
  it('is started like any other, with its memory limit', () => {
    const { fork } = trainerLab();
    expect(fork).toHaveBeenCalledWith('/out/trainer.js', ['/jobs/7', '3'], {
      execArgv: ['--max-old-space-size=512'],
      serviceName: 'Cellwright trainer',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  });

  it('says everything in the form that JSON gives it: a loss that is no number is null', () => {
    const { child, heard } = trainerLab();
    child.emit('message', { type: 'report', loss: Number.NaN, left: undefined });
    expect(heard).toEqual([{ type: 'report', loss: null }]);
  });

  it('that ends by itself has an exit code and its last words', async () => {
    const { child, handle } = trainerLab();
    child.stderr.write('out of luck\n');
    child.end(1);
    expect(await handle.exited).toEqual({
      kind: 'exited',
      exitCode: 1,
      signal: null,
      errorOutput: 'out of luck',
    });
  });

  it('that was killed has the signal, although Electron calls its exit 0', async () => {
    const { child, handle } = trainerLab();
    handle.send({ type: 'stop' });
    handle.kill('SIGTERM');
    handle.kill('SIGKILL');
    child.end(0);
    expect(child.postMessage).toHaveBeenCalledWith({ type: 'stop' });
    expect(child.kill).toHaveBeenCalledOnce();
    expect(await handle.exited).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('hears nothing more once it is gone', async () => {
    const { child, handle } = trainerLab();
    child.end(0);
    await handle.exited;
    handle.send({ type: 'stop' });
    handle.kill('SIGTERM');
    expect(child.postMessage).not.toHaveBeenCalled();
    expect(child.kill).not.toHaveBeenCalled();
  });

  it('that V8 gave up on leaves the words that explain it', async () => {
    const { child, handle } = trainerLab();
    child.emit('error', 'FatalError', 'Reached heap limit', 'report');
    child.end(133);
    expect(await handle.exited).toMatchObject({ errorOutput: expect.stringContaining('Reached heap limit') });
  });

  it('that cannot be started is an exit, not an exception', async () => {
    const fork = (): never => {
      throw new Error('utilityProcess cannot be created before app is ready.');
    };
    const handle = spawnUtilityTrainer(
      { fork },
      '/out/trainer.js',
    )({
      jobFolder: '/jobs/7',
      generation: 3,
      heapLimitMb: 512,
      onMessage: () => undefined,
    });
    expect(await handle.exited).toMatchObject({ kind: 'never-started' });
  });
});

describe('an import in a utility process', () => {
  it('ends with its answer, its exit and its last words', async () => {
    const child = new SmallProcess();
    const started = spawnUtilityImport({ fork: () => child } as never)('/out/importer.js', 384);
    const order = {
      request: { kind: 'samples' as const, staging_folder: '/staging' },
      resident_limit_mb: 900,
    };
    started.send(order);
    child.emit('message', { type: 'imported', cells: [] });
    child.stderr.write('warning\n');
    await new Promise((resolve) => setImmediate(resolve));
    started.kill();
    child.end(0);
    expect(child.postMessage).toHaveBeenCalledWith(order);
    expect(child.kill).toHaveBeenCalledOnce();
    expect(await started.ended).toEqual({
      message: { type: 'imported', cells: [] },
      exit: 'code 0',
      errorText: 'warning',
    });
  });
});

describe('a predictor in a utility process', () => {
  it('is asked and answers as often as it lives, and ends with its last words', async () => {
    const child = new SmallProcess();
    const heard: unknown[] = [];
    const started = spawnUtilityPredictor({ fork: () => child } as never)({
      modulePath: '/out/predictor.js',
      memoryLimitMb: 256,
      onMessage: (message) => heard.push(message),
    });
    started.send({ id: 1 });
    child.emit('message', { id: 1, reply: 'one' });
    child.emit('message', { id: 2, reply: 'two' });
    child.stderr.write('warning\n');
    await new Promise((resolve) => setImmediate(resolve));
    started.kill();
    child.end(0);
    expect(child.postMessage).toHaveBeenCalledWith({ id: 1 });
    expect(heard).toEqual([
      { id: 1, reply: 'one' },
      { id: 2, reply: 'two' },
    ]);
    expect(child.kill).toHaveBeenCalledOnce();
    expect(await started.ended).toEqual({ exit: 'code 0', errorText: 'warning' });
  });
});

describe('the command line of the desktop', () => {
  it('takes what the host takes and leaves Chromium its own', () => {
    const words = ['--no-sandbox', '--port', '9000', '--data-dir=/d', '--inspect=0', '--user-data-dir', 'x'];
    expect(desktopArguments(words)).toEqual({ port: '9000', 'data-dir': '/d' });
  });
});
