/** The HTTP server on a free port with the small backend behind it, and its log in reach. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgramLog } from '../../src/main/program-log.ts';
import { type HttpServerOptions, startHttpServer } from '../../src/main/api/http/http-server.ts';
import { createDrivenFeed, type DrivenFeed, smallHandlers } from './small-backend.ts';

export interface SmallServer {
  readonly port: number;
  readonly url: string;
  readonly api: string;
  readonly uploadDir: string;
  readonly feed: DrivenFeed;
  readonly logLines: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startSmallServer(options: Partial<HttpServerOptions> = {}): Promise<SmallServer> {
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-http-'));
  const uploadDir = join(folder, 'uploads');
  const feed = createDrivenFeed();
  const logLines: string[] = [];
  const server = await startHttpServer(
    {
      handlers: smallHandlers,
      jobFeed: feed,
      eventFeed: {
        lastSequence: () => 0,
        subscribeFrom: () => () => undefined,
        subscribeToChanges: () => () => undefined,
      },
      uploadDir,
      uploadLimitBytes: 1_000_000,
      hostNames: [],
      accessToken: undefined,
      log: createProgramLog({ write: (line) => void logLines.push(line) }),
      ...options,
    },
    0,
  );
  const url = `http://127.0.0.1:${server.port}`;
  return {
    port: server.port,
    url,
    api: `${url}/api/v1`,
    uploadDir,
    feed,
    logLines,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
