import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../src/main/host/arguments.ts';
import { chooseDataDir, resolveSettings } from '../../../../src/main/host/host-settings.ts';

const resolved = (
  commandLine: readonly string[],
  environment: Record<string, string> = {},
  file: Record<string, unknown> = {},
) =>
  resolveSettings({
    arguments: parseArguments(commandLine),
    environment,
    file,
    filePath: '/data/settings.json',
  });

describe('the settings of the host', () => {
  it('have the documented defaults', () => {
    const standard = {
      port: 8000,
      data_dir: '',
      keep_core_free: 'auto',
      hold_queue: false,
      keep_checkpoints: true,
      leave_gpu_to_training: 'auto',
      max_concurrent_jobs: 3,
      retention_days: 30,
      upload_limit_mb: 100,
      host_names: [],
      access_token: null,
    };
    const { inForce, stored, setBy } = resolved([]);
    expect(inForce).toEqual(standard);
    expect(stored).toEqual(standard);
    expect(new Set(Object.values(setBy))).toEqual(new Set(['default']));
  });

  it('come from arguments before environment before file', () => {
    const environment = {
      CELLWRIGHT_PORT: '2',
      CELLWRIGHT_RETENTION_DAYS: '2',
      CELLWRIGHT_MAX_CONCURRENT_JOBS: '',
    };
    const file = {
      port: 3,
      retention_days: 3,
      max_concurrent_jobs: 4,
      access_token: 'a-secret-of-many',
      unknown: true,
    };
    expect(resolved(['--port', '1'], environment, file).inForce).toMatchObject({
      port: 1,
      retention_days: 2,
      max_concurrent_jobs: 4,
      access_token: 'a-secret-of-many',
    });
    const twoNames = ['--host-name', 'a', '--host-name', 'b:9'];
    expect(resolved(twoNames, {}, { host_names: ['c'] }).inForce.host_names).toEqual(['a', 'b:9']);
    expect(chooseDataDir(parseArguments(['--data-dir', '/a']), { CELLWRIGHT_DATA_DIR: '/b' })).toBe('/a');
    expect(chooseDataDir({}, { CELLWRIGHT_DATA_DIR: '/b' })).toBe('/b');
  });

  it('say what chose the port, and keep the stored one apart from it', () => {
    const file = { port: 9001 };
    const portOf = (...sources: Parameters<typeof resolved>) => {
      const { inForce, stored, setBy } = resolved(...sources);
      return { port: inForce.port, stored: stored.port, setBy: setBy.port };
    };
    expect(portOf(['--port', '9000'], {}, file)).toEqual({ port: 9000, stored: 9001, setBy: 'argument' });
    expect(portOf([], { CELLWRIGHT_PORT: '9000' }, file)).toEqual({
      port: 9000,
      stored: 9001,
      setBy: 'environment',
    });
    expect(portOf([], {}, file)).toEqual({ port: 9001, stored: 9001, setBy: 'settings' });
    expect(portOf(['--port', '9000'], {}, { port: 'x' })).toEqual({
      port: 9000,
      stored: 8000,
      setBy: 'argument',
    });
  });

  it.each([
    [true, 'on'],
    [false, 'off'],
    ['on', 'on'],
    ['auto', 'auto'],
  ])('leave the GPU to training: %j in the file is %s', (value, expected) => {
    expect(resolved([], {}, { leave_gpu_to_training: value }).inForce.leave_gpu_to_training).toBe(expected);
  });

  it.each<[RegExp, readonly string[], Record<string, string>, Record<string, unknown>]>([
    [/^--port must be .* 0 to 65535, not "80a"$/, ['--port', '80a'], {}, {}],
    [/^--port must be .*not "-1"$/, ['--port=-1'], {}, {}],
    [/^--port must be .*not ""$/, ['--port='], {}, {}],
    [/^CELLWRIGHT_MAX_CONCURRENT_JOBS must be .* 1 to 64/, [], { CELLWRIGHT_MAX_CONCURRENT_JOBS: '0' }, {}],
    [/^retention_days in \/data\/settings\.json must be .*not 1\.5$/, [], {}, { retention_days: 1.5 }],
    [/^leave_gpu_to_training in .* must be "auto".*not 1$/, [], {}, { leave_gpu_to_training: 1 }],
    [/^access_token in \/data\/settings\.json must be/, [], {}, { access_token: 7 }],
    [/^CELLWRIGHT_ACCESS_TOKEN must be/, [], { CELLWRIGHT_ACCESS_TOKEN: 'a b' }, {}],
    [/^access_token in .* must have at least 16 characters/, [], {}, { access_token: 'guess-me' }],
    [/^--data-dir is empty; name a folder/, ['--data-dir='], {}, {}],
    [/^--host-name must be .*"http:\/\/x"/, ['--host-name', 'http://x'], {}, {}],
    [/^host_names in .* must be a list/, [], {}, { host_names: 'x' }],
    [/'--prot'.*--help/, ['--prot', '1'], {}, {}],
    [/^Unexpected argument 'x'; --help/, ['x'], {}, {}],
  ])('that are wrong are refused by name: %s', (message, commandLine, environment, file) => {
    expect(() => resolved(commandLine, environment, file)).toThrow(message);
  });

  it('never show a token in a refusal', () => {
    expect(() => resolved([], { CELLWRIGHT_ACCESS_TOKEN: 'my secret' })).toThrow(/^(?!.*my secret)/);
  });
});
