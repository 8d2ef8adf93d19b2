/** The command line of the headless host. */
import { parseArgs } from 'node:util';

export const usage = `Cellwright, headless: the API on localhost, without a window.

  --port N                  port to listen on (8000); 0 takes any free one
  --data-dir DIR            where jobs, batteries and models are kept (the platform's folder for application data)
  --max-concurrent-jobs N   jobs that train at the same time (3)
  --retention-days N        days that the history of finished jobs is kept (30)
  --host-name NAME          further name allowed in the Host header, e.g. behind a proxy; may be repeated
  --restore [FILE]          puts a copy in the place of the database, the newest unless named, and then adopts as below
  --adopt                   goes on with what the data folder holds, also where its database is missing or older
  --help                    shows this

Each but the last four may also be given as an environment variable (CELLWRIGHT_PORT, CELLWRIGHT_DATA_DIR,
CELLWRIGHT_MAX_CONCURRENT_JOBS, CELLWRIGHT_RETENTION_DAYS) or, but for the folder, in settings.json of the data folder
(port, max_concurrent_jobs, retention_days, host_names). Arguments win over the environment, that over the file.
CELLWRIGHT_ACCESS_TOKEN, or access_token in settings.json, makes the API ask for a token.`;

export interface Arguments {
  readonly port?: string | undefined;
  readonly 'data-dir'?: string | undefined;
  readonly 'max-concurrent-jobs'?: string | undefined;
  readonly 'retention-days'?: string | undefined;
  readonly 'host-name'?: readonly string[] | undefined;
  /** Empty for the newest copy. */
  readonly restore?: string | undefined;
  readonly adopt?: boolean | undefined;
  readonly help?: boolean | undefined;
}

/** Throws one sentence that names the argument it does not understand. */
export function parseArguments(commandLine: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: withRestoreValue(commandLine),
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'max-concurrent-jobs': { type: 'string' },
        'retention-days': { type: 'string' },
        'host-name': { type: 'string', multiple: true },
        restore: { type: 'string' },
        adopt: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/\n|\. /)[0] ?? '') : String(cause);
    throw new Error(`${reason}; --help lists the arguments`, { cause });
  }
}

/** `--restore` may stand alone, which parseArgs knows of no option with a value. */
function withRestoreValue(commandLine: readonly string[]): string[] {
  return commandLine.map((argument, index) => {
    const next = commandLine[index + 1];
    return argument === '--restore' && (next === undefined || next.startsWith('--'))
      ? '--restore='
      : argument;
  });
}
