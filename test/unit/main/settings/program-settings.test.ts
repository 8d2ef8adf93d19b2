import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateSettings } from '../../../../src/main/commands/update-settings.ts';
import { createProgramSettings } from '../../../../src/main/settings/program-settings.ts';
import { readSettingsFile } from '../../../../src/main/settings/settings-file.ts';
import type { Settings } from '../../../../src/shared/contract/system.ts';

const initial: Settings = { max_concurrent_jobs: 3, retention_days: 30, port: 8000, data_dir: '/data' };

describe('settings that change while the program runs', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-settings-'));
    path = join(folder, 'settings.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const stored = async () => JSON.parse(await readFile(path, 'utf8')) as unknown;

  it('are in force, applied and on disk, and leave other keys alone', async () => {
    await writeFile(path, '{ "access_token": "secret", "retention_days": 7 }');
    const applied: Settings[] = [];
    const settings = createProgramSettings(initial, path);
    const change = updateSettings({ settings, applySettings: (now) => applied.push(now) });
    expect(await change({ max_concurrent_jobs: 5 })).toEqual({ ...initial, max_concurrent_jobs: 5 });
    expect(settings.current().max_concurrent_jobs).toBe(5);
    expect(applied).toEqual([settings.current()]);
    expect(await stored()).toEqual({ access_token: 'secret', retention_days: 7, max_concurrent_jobs: 5 });
  });

  it('changed many at a time are all kept', async () => {
    const settings = createProgramSettings(initial, path);
    await Promise.all([
      settings.change({ max_concurrent_jobs: 4 }),
      settings.change({ retention_days: 9 }),
      settings.change({}),
    ]);
    expect(await stored()).toEqual({ max_concurrent_jobs: 4, retention_days: 9 });
  });

  it('stay as they are when they cannot be written', async () => {
    await writeFile(path, 'not JSON');
    const settings = createProgramSettings(initial, path);
    await expect(settings.change({ retention_days: 9 })).rejects.toThrow(
      /settings\.json is not valid JSON.*mend it/,
    );
    expect(settings.current()).toEqual(initial);
    expect(await readFile(path, 'utf8')).toBe('not JSON');
  });

  it('a file that is no object is refused by name, an absent one is empty', async () => {
    expect(await readSettingsFile(path)).toEqual({});
    await writeFile(path, '[]');
    await expect(readSettingsFile(path)).rejects.toThrow(/must hold one JSON object/);
  });
});
