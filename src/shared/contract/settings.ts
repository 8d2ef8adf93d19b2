/**
 * The table of settings: command line, environment, settings.json, the API, the page Settings and the README's table all
 * come from here. Arguments win over the environment, that over the file, that over the default.
 */
import { z } from 'zod';
import {
  automaticSwitch,
  folderName,
  hostNames,
  secretText,
  type SettingFacts,
  type SettingTable,
  wholeNumber,
  yesOrNo,
} from './setting.ts';

export const settingFacts = {
  port: {
    ...wholeNumber(0, 65_535),
    standard: 8000,
    sentence: 'port to listen on; 0 takes any free one',
    flag: { name: 'port', value: 'N' },
    variable: 'CELLWRIGHT_PORT',
    inFile: true,
    isAnswered: true,
    change: {
      counts: 'at the next start',
      schema: z
        .int()
        .min(1024, 'must be at least 1024: the ports below belong to the system')
        .max(65_535)
        .describe('Kept for the next start, answered as `port_at_next_start`; must be free'),
    },
    page: { section: 'Program', label: 'Port' },
  },
  data_dir: {
    ...folderName(),
    standard: '',
    standardInWords: 'the platform’s folder for application data',
    sentence: 'where jobs, batteries and models are kept',
    flag: { name: 'data-dir', value: 'DIR' },
    variable: 'CELLWRIGHT_DATA_DIR',
    inFile: false,
    isAnswered: true,
  },
  max_concurrent_jobs: {
    ...wholeNumber(1, 64),
    standard: 3,
    sentence: 'jobs that train at the same time',
    flag: { name: 'max-concurrent-jobs', value: 'N' },
    variable: 'CELLWRIGHT_MAX_CONCURRENT_JOBS',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at once' },
    page: { section: 'Queue', label: 'Jobs at once' },
  },
  hold_queue: {
    ...yesOrNo(),
    standard: false,
    sentence: 'whether no waiting job starts; what runs goes on',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at once' },
    page: {
      section: 'Queue',
      label: 'Hold the queue',
      words: 'No waiting job starts until this is off, also after a restart. What runs goes on.',
    },
  },
  keep_core_free: {
    ...automaticSwitch(),
    standard: 'auto',
    sentence:
      'whether one core is kept free of training for the person at the machine: `auto` (from four cores up), `on` or `off`',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at once' },
    page: {
      section: 'Queue',
      label: 'Keep a core free',
      words: 'Trainings leave one core of the machine to whoever works at it. Automatic: from four cores up.',
    },
  },
  retention_days: {
    ...wholeNumber(1, 36_500),
    standard: 30,
    sentence: 'days that the history of finished jobs is kept',
    flag: { name: 'retention-days', value: 'N' },
    variable: 'CELLWRIGHT_RETENTION_DAYS',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at once' },
    page: {
      section: 'Queue',
      label: 'History is kept for',
      unit: 'days',
      words: 'Jobs over this age go with their logs and curves. Models and cells stay.',
    },
  },
  keep_checkpoints: {
    ...yesOrNo(),
    standard: true,
    sentence: 'whether a job that succeeded keeps its last checkpoint, from which it can be extended',
    variable: 'CELLWRIGHT_KEEP_CHECKPOINTS',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at once' },
    page: {
      section: 'Queue',
      label: 'Keep last checkpoints',
      words:
        'So that a job can be given more epochs later. Each takes about four times the room of its model.',
    },
  },
  upload_limit_mb: {
    ...wholeNumber(1, 100_000),
    standard: 100,
    sentence: 'MB that an uploaded file may have',
    flag: { name: 'upload-limit-mb', value: 'N' },
    variable: 'CELLWRIGHT_UPLOAD_LIMIT_MB',
    inFile: true,
    isAnswered: false,
  },
  host_names: {
    ...hostNames(),
    standard: [] as readonly string[],
    standardInWords: '',
    sentence: 'further name allowed in the Host header, e.g. behind a proxy',
    flag: { name: 'host-name', value: 'NAME', repeatable: true },
    inFile: true,
    isAnswered: false,
  },
  access_token: {
    ...secretText(16),
    standard: null as string | null,
    standardInWords: 'none',
    sentence: 'what every caller has to send, at least 16 characters',
    variable: 'CELLWRIGHT_ACCESS_TOKEN',
    inFile: true,
    isAnswered: false,
  },
  leave_gpu_to_training: {
    ...automaticSwitch(),
    standard: 'auto',
    sentence:
      'whether the desktop draws its window without the GPU: `auto` (while trainers use one), `on` or `off`',
    inFile: true,
    isAnswered: true,
    change: { counts: 'at the next start' },
    page: { section: 'Appearance', label: 'Leave the GPU to training' },
  },
} as const satisfies SettingTable;

export type SettingName = keyof typeof settingFacts;

export type ValuesOf<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends { schema: z.ZodType<infer Value> } ? Value : never;
};

type NamesWith<Table, Facts> = {
  [Name in keyof Table]: Table[Name] extends Facts ? Name : never;
}[keyof Table];
type AnsweredShape<Table extends SettingTable> = {
  [Name in NamesWith<Table, { isAnswered: true }>]: Table[Name]['schema'];
};
type ChangeShape<Table extends SettingTable> = {
  [Name in NamesWith<Table, { change: object }>]: z.ZodOptional<Table[Name]['schema']>;
};

const pick = (table: SettingTable, schemaOf: (facts: SettingFacts) => z.ZodType | undefined) =>
  Object.fromEntries(
    Object.entries(table).flatMap(([name, facts]) => {
      const schema = schemaOf(facts);
      return schema ? [[name, schema]] : [];
    }),
  );

const described = ({ schema, sentence }: SettingFacts): z.ZodType =>
  schema.describe(sentence.charAt(0).toUpperCase() + sentence.slice(1));

/** The fields of GET /settings. Names and types belong together by the table; TypeScript cannot follow `pick`. */
export const answeredShape = <Table extends SettingTable>(table: Table): AnsweredShape<Table> =>
  pick(table, (facts) => (facts.isAnswered ? described(facts) : undefined)) as AnsweredShape<Table>;

/** The fields of PATCH /settings. */
export const changeShape = <Table extends SettingTable>(table: Table): ChangeShape<Table> =>
  pick(table, (facts) =>
    facts.change ? (facts.change.schema ?? described(facts)).optional() : undefined,
  ) as ChangeShape<Table>;

export const settingsSchema = z.object({
  ...answeredShape(settingFacts),
  port: settingFacts.port.schema.describe('The port in force'),
  port_at_next_start: settingFacts.port.schema.describe(
    'The stored port: the next start listens there unless --port or CELLWRIGHT_PORT says otherwise',
  ),
  port_set_by: z
    .enum(['argument', 'environment', 'settings', 'default'])
    .describe('What chose the port of this start; `argument` and `environment` win over the stored port'),
});
export type Settings = z.infer<typeof settingsSchema>;

export const updateSettingsSchema = z.strictObject(changeShape(settingFacts));
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
