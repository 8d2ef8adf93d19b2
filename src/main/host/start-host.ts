/** Brings the program up in plain Node, in an order in which a failure costs nothing, and takes it down again. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settingFacts, type Settings, settingsSchema } from '../../shared/contract/settings.ts';
import type { StartBackend } from '../api/backend-interface.ts';
import { startHttpServer } from '../api/http/http-server.ts';
import { inspectDataFolder } from '../files/inspect-data-folder.ts';
import { type RecoveryChoice, refuseDataFolder } from '../files/judge-data-folder.ts';
import { createProgramLog } from '../program-log.ts';
import { createProgramSettings } from '../settings/program-settings.ts';
import { readSettingsFile, type SettingsRecord, strangeKeysIn } from '../settings/settings-file.ts';
import { type Access, refuseOpenHost } from './access-notice.ts';
import type { Arguments } from './arguments.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { chooseDataDir, type HostSettings, resolveSettings, settingsFileOf } from './host-settings.ts';
import { openLogFile } from './log-file.ts';

export interface HostOptions {
  readonly arguments: Arguments;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly startBackend: StartBackend;
  /** Folder of the built programs. */
  readonly programDir: string;
  /** Takes any free port instead of the chosen one. */
  readonly anyPort?: boolean;
}

export interface Host {
  readonly port: number;
  /** Who is let in. */
  readonly access: Pick<Access, 'hasToken' | 'hostNames'>;
  /** For what nobody expected. */
  readonly reportFatal: (error: unknown) => void;
  stop(): Promise<void>;
}

type Undo = () => void | Promise<void>;

/** Rejects with one sentence for the user; what was begun is undone then. */
export async function startHost(options: HostOptions): Promise<Host> {
  const undo: Undo[] = [];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const step of undo.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await bringUp(options, (step) => undo.push(step))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(options: HostOptions, later: (step: Undo) => void): Promise<Omit<Host, 'stop'>> {
  // What is measured here is the lab's own: files and sockets are for whoever started the program.
  process.umask(0o077);
  const recovery = recoveryOf(options.arguments);
  const dataDir = chooseDataDir(options.arguments, options.environment);
  refuseUnusable(dataDir, recovery);
  later(await lockDataFolder(dataDir));
  const filePath = settingsFileOf(dataDir);
  const file = await readSettingsFile(filePath);
  const chosen = resolveSettings({ ...options, file, filePath });
  refuseOpenHost({ ...accessOf(chosen), newToken: randomBytes(16).toString('hex') });
  const logFile = openLogFile(join(dataDir, 'logs', 'server.log'));
  later(() => logFile.close());
  const log = createProgramLog(logFile);
  for (const warning of strangeSettings(filePath, file)) log.warn({}, warning);
  const settings = createProgramSettings(settingsInForce(dataDir, chosen), filePath);
  const { programDir } = options;
  const backend = await options.startBackend({ dataDir, settings, programDir, log, recovery });
  later(() => backend.stop());
  const server = await startHttpServer(
    {
      ...backend,
      uploadLimitBytes: 1_000_000 * chosen.inForce.upload_limit_mb,
      hostNames: chosen.inForce.host_names,
      accessToken: chosen.inForce.access_token ?? undefined,
      uploadDir: join(dataDir, 'uploads'),
      interfaceDir: findInterface(options.programDir),
      log,
    },
    options.anyPort === true ? 0 : chosen.inForce.port,
  );
  later(() => server.stop());
  settings.setPort(server.port);
  log.info({ port: server.port }, 'listening');
  backend.startQueue();
  return {
    port: server.port,
    access: accessOf(chosen),
    reportFatal: (err) => log.fatal({ err }, 'unexpected error'),
  };
}

const accessOf = ({ inForce }: HostSettings): Host['access'] => ({
  hasToken: inForce.access_token !== null,
  hostNames: inForce.host_names,
});

const settingsInForce = (dataDir: string, { inForce, stored, setBy }: HostSettings): Settings =>
  settingsSchema.parse({
    ...inForce,
    data_dir: dataDir,
    port_at_next_start: stored.port,
    port_set_by: setBy.port,
  });

function strangeSettings(path: string, file: SettingsRecord): readonly string[] {
  const keys = strangeKeysIn(file, Object.keys(settingFacts)).slice(0, 5).join(', ');
  return keys === ''
    ? []
    : [`${path} has settings that this version does not know, and passes over: ${keys}`];
}

/** Before the lock, which already leaves a file. */
function refuseUnusable(dataDir: string, recovery: RecoveryChoice): void {
  const refusal = refuseDataFolder(dataDir, inspectDataFolder(dataDir), recovery);
  if (refusal !== undefined) throw new Error(refusal);
}

const recoveryOf = ({ adopt, restore }: Arguments): RecoveryChoice => ({ adopt: adopt === true, restore });

/** Built beside the programs; a build without it still serves the API. */
function findInterface(programDir: string): string | undefined {
  const folder = join(programDir, '..', 'renderer');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
