/** `npm run serve`: the headless host. Says where it listens, and ends on SIGTERM or Ctrl+C. */
import { randomBytes } from 'node:crypto';
import { startBackend } from '../backend.ts';
import { accessNotice, countOtherAccounts } from './access-notice.ts';
import { parseArguments, usageOf } from './arguments.ts';
import { endOnUnexpected } from './end-on-unexpected.ts';
import { type Host, startHost } from './start-host.ts';

/** Everything has its own shorter limit; this one is for what nobody thought of. */
const stopLimitMs = 4800;

try {
  const given = parseArguments(process.argv.slice(2));
  if (given.help === true) process.stdout.write(`${usageOf()}\n`);
  else await run(given);
} catch (error) {
  giveUp(error);
}

async function run(given: ReturnType<typeof parseArguments>): Promise<void> {
  const host = await startHost({
    arguments: given,
    environment: process.env,
    startBackend,
    programDir: import.meta.dirname,
  });
  endOnSignal(host);
  endOnUnexpected(host, giveUp);
  process.stdout.write(`listening on http://127.0.0.1:${host.port}\n`);
  const notice = accessNotice({
    ...host.access,
    otherAccounts: countOtherAccounts(),
    newToken: randomBytes(16).toString('hex'),
  });
  if (notice !== undefined) process.stdout.write(`${notice}\n`);
}

/** The first signal ends it properly, the second at once. */
function endOnSignal(host: Host): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(1);
    isEnding = true;
    setTimeout(() => process.exit(1), stopLimitMs);
    host.stop().then(() => process.exit(0), giveUp);
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

function giveUp(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Cellwright: ${message.replace(/\s+/g, ' ')}\n`);
  process.exit(1);
}
