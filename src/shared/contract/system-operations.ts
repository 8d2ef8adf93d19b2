/** The rows of the table on the program itself. */
import type { Operation } from './operation.ts';
import { settingsSchema, updateSettingsSchema } from './settings.ts';
import * as system from './system.ts';

const settingsExample = {
  max_concurrent_jobs: 3,
  retention_days: 30,
  port: 8000,
  data_dir: '/home/lab/.local/share/Cellwright',
  port_at_next_start: 8000,
  port_set_by: 'default',
  keep_core_free: 'auto',
  hold_queue: false,
  keep_checkpoints: true,
  leave_gpu_to_training: 'auto',
};

export const systemOperations = {
  'get-health': {
    kind: 'query',
    method: 'GET',
    path: '/health',
    tag: 'System',
    status: 200,
    summary: 'Is the program up',
    description:
      'And is all as it should be: `degraded` names what is not. Open to everybody on this machine, also where a token is set.',
    input: system.nothingSchema,
    output: system.healthSchema,
    fails: [],
    example: {
      input: {},
      output: {
        status: 'ok',
        version: '0.1.0',
        uptime_seconds: 86.4,
        running_jobs: 1,
        queued_jobs: 2,
        problems: [],
        notices: [],
      },
    },
  },
  'get-version': {
    kind: 'query',
    method: 'GET',
    path: '/version',
    tag: 'System',
    status: 200,
    summary: 'Versions',
    description: 'Of the program, of its API, and of what it runs on.',
    input: system.nothingSchema,
    output: system.versionSchema,
    fails: [],
    example: {
      input: {},
      output: { name: 'Cellwright', version: '0.1.0', api: 'v1', node: '24.1.0', platform: 'linux-x64' },
    },
  },
  'get-settings': {
    kind: 'query',
    method: 'GET',
    path: '/settings',
    tag: 'System',
    status: 200,
    summary: 'The settings in force',
    description: 'Those that count now, and what is stored for the next start.',
    input: system.nothingSchema,
    output: settingsSchema,
    fails: [],
    example: { input: {}, output: settingsExample },
  },
  'update-settings': {
    kind: 'command',
    changes: ['settings'],
    method: 'PATCH',
    path: '/settings',
    tag: 'System',
    status: 200,
    summary: 'Change settings while running; kept in settings.json',
    description:
      'What is left out stays as it is. A new port counts from the next start and must be free now.',
    input: updateSettingsSchema,
    output: settingsSchema,
    fails: ['CONFLICT'],
    refusal: 'Invalid settings',
    example: { input: { max_concurrent_jobs: 3 }, output: settingsExample },
  },
} as const satisfies Record<string, Operation>;
