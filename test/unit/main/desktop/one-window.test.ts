/** One window for each data folder, and where Electron keeps what belongs to it. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimWindow } from '../../../../src/main/desktop/claim-window.ts';
import { drawWithoutGpu } from '../../../../src/main/desktop/draw-without-gpu.ts';
import { windowFolder } from '../../../../src/main/desktop/window-folder.ts';

describe('a second start', () => {
  const claim = (locks: readonly boolean[], isFolderInUse: boolean) => {
    const left = [...locks];
    const pause = vi.fn<() => void>();
    const requestLock = () => left.shift() ?? false;
    return { claimed: claimWindow({ requestLock, isFolderInUse: () => isFolderInUse, pause }), pause };
  };

  it('shows the window of whoever uses the folder', () => {
    expect(claim([false], true).claimed).toBe('shown-by-another');
    expect(claim([true], false).claimed).toBe('mine');
  });

  it('waits for one that is just ending', () => {
    expect(claim([false, false, true], false).claimed).toBe('mine');
  });

  it('is told apart from a lock that cannot be had at all', () => {
    const { claimed, pause } = claim([], false);
    expect(claimed).toBe('refused');
    expect(pause.mock.calls.length).toBeGreaterThan(10);
  });
});

describe('the folder of the window', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-window-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is one for each data folder, whichever way leads there, and never in it', async () => {
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    const of = (dataDir: string) => windowFolder('/home/lab/.config', dataDir);
    expect(of(join(folder, 'link', 'data'))).toBe(of(join(folder, 'real', 'data')));
    await mkdir(join(folder, 'real', 'data'));
    expect(of(join(folder, 'link', 'data'))).toBe(of(join(folder, 'real', 'data')));
    expect(of(join(folder, 'real'))).not.toBe(of(join(folder, 'real', 'data')));
    expect(of(folder)).toMatch(/^\/home\/lab\/\.config\/Cellwright Window\/[0-9a-f]{16}$/);
  });
});

it('a window without the GPU keeps hardware acceleration, and WebGPU with it', () => {
  const appendSwitch = vi.fn<(name: string) => void>();
  drawWithoutGpu({ commandLine: { appendSwitch } });
  expect(appendSwitch.mock.calls).toEqual([['disable-gpu-compositing'], ['disable-gpu-rasterization']]);
});
