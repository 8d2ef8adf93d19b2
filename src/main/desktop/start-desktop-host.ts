/**
 * The same host as without a window: store, queue, API on localhost. A port that another program has costs the desktop
 * nothing but the usual address: it takes any free one.
 */
import type { Backend, BackendOptions, StartBackend } from '../api/backend-interface.ts';
import type { StartChild } from '../processes/child.ts';
import type { Arguments } from '../host/arguments.ts';
import { type Host, type HostOptions, startHost } from '../host/start-host.ts';

export interface DesktopHostOptions {
  readonly arguments: Arguments;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly programDir: string;
  readonly startBackend: StartBackend;
  readonly startChild: StartChild;
}

export interface DesktopHost extends Host {
  readonly backend: Backend;
  readonly options: BackendOptions;
  /** True where the usual port was taken. */
  readonly isPortReplaced: boolean;
}

/** Rejects with one sentence for the user. */
export async function startDesktopHost(options: DesktopHostOptions): Promise<DesktopHost> {
  try {
    return { ...(await startOnce(options)), isPortReplaced: false };
  } catch (error) {
    if (!isPortTrouble(error)) throw error;
    return { ...(await startOnce(options, { anyPort: true })), isPortReplaced: true };
  }
}

async function startOnce(
  options: DesktopHostOptions,
  choice: Pick<HostOptions, 'anyPort'> = {},
): Promise<Omit<DesktopHost, 'isPortReplaced'>> {
  let built: { readonly backend: Backend; readonly options: BackendOptions } | undefined;
  const host = await startHost({
    ...options,
    ...choice,
    startBackend: async (given) => {
      const withChildren = { ...given, startChild: options.startChild };
      built = { backend: await options.startBackend(withChildren), options: withChildren };
      return built.backend;
    },
  });
  if (!built) throw new Error('the host came up without its backend');
  return { ...host, ...built };
}

const isPortTrouble = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** Pure. */
export const portNotice = (port: number): string =>
  `The usual port of the API is taken by another program, so scripts reach this Cellwright at ` +
  `http://localhost:${port} until it is closed. Everything in this window works as always.`;
