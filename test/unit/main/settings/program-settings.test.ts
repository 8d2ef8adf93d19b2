import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateSettings } from '../../../../src/main/commands/update-settings.ts';
import { createProgramSettings } from '../../../../src/main/settings/program-settings.ts';
import { readSettingsFile } from '../../../../src/main/settings/settings-file.ts';
import { validateInput } from '../../../../src/main/api/validate-input.ts';
import { type Settings, updateSettingsSchema } from '../../../../src/shared/contract/settings.ts';

const initial: Settings = {
  max_concurrent_jobs: 3,
  retention_days: 30,
  port: 8000,
  data_dir: '/data',
  port_at_next_start: 8000,
  port_set_by: 'default',
  keep_core_free: 'auto',
  hold_queue: false,
  keep_checkpoints: true,
  leave_gpu_to_training: 'auto',
};

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

  it('a new port waits for the next start; whoever listens hears of it', async () => {
    const settings = createProgramSettings(initial, path);
    const heard: Settings[] = [];
    const end = settings.subscribe((now) => heard.push(now));
    const free = await startListening();
    await free.close();
    const change = updateSettings({ settings, applySettings: () => undefined });
    const changed = await change({ port: free.port, leave_gpu_to_training: 'on' });
    expect(changed).toEqual({ ...initial, port_at_next_start: free.port, leave_gpu_to_training: 'on' });
    expect(await stored()).toEqual({ port: free.port, leave_gpu_to_training: 'on' });
    end();
    await settings.change({ retention_days: 1 });
    expect(heard).toEqual([changed]);
  });

  it('a port that another program has is refused by name, and nothing is changed', async () => {
    const settings = createProgramSettings(initial, path);
    const change = updateSettings({ settings, applySettings: () => undefined });
    const taken = await startListening();
    await expect(change({ port: taken.port, retention_days: 9 })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field: 'port', issue: expect.stringMatching(/taken by another program/) as string }],
    });
    await taken.close();
    expect(settings.current()).toEqual(initial);
    expect(validateInput(updateSettingsSchema, { port: 80 })).toEqual({
      ok: false,
      details: [{ field: 'port', issue: 'must be at least 1024: the ports below belong to the system' }],
    });
  });

  it('the port in force may be stored, since this program has it itself', async () => {
    const taken = await startListening();
    const settings = createProgramSettings({ ...initial, port: taken.port }, path);
    const change = updateSettings({ settings, applySettings: () => undefined });
    expect(await change({ port: taken.port })).toMatchObject({ port_at_next_start: taken.port });
    await taken.close();
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
    await expect(settings.change({ retention_days: 9 })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/settings\.json is not valid JSON.*mend it/) as string,
    });
    expect(settings.current()).toEqual(initial);
    expect(await readFile(path, 'utf8')).toBe('not JSON');
  });

  it('a file that is no object is refused by name, an absent one is empty', async () => {
    expect(await readSettingsFile(path)).toEqual({});
    await writeFile(path, '[]');
    await expect(readSettingsFile(path)).rejects.toThrow(/must hold one JSON object/);
  });
});

async function startListening(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, close: promisify(server.close.bind(server)) };
}
