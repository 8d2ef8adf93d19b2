/**
 * `npm run desktop:check [-- --program EXECUTABLE] [--jobs N] [--only N]`: what a real Electron has to show, over the API.
 * Without Electron's binary it says why, and shows what it can in the stand-in of the tests.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CheckContext, checks, NotHere } from './checks.ts';
import { findProgram } from './find-program.ts';

const { values: given } = parseArgs({
  options: { program: { type: 'string' }, jobs: { type: 'string', default: '30' }, only: { type: 'string' } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const counts = { passed: 0, failed: 0, skipped: 0 };

const { program, whyNot } = await findProgram(given.program);
if (whyNot !== undefined) say(`Not in Electron: ${whyNot}.`);
if (program === undefined) {
  say('Nor is there a browser for the stand-in; nothing was checked.');
  process.exitCode = 1;
} else {
  say(`Checking ${program.kind === 'stand-in' ? 'in the stand-in' : program.command} …`);
  const only = given.only;
  for (const name of Object.keys(checks)) {
    if (only === undefined || name.startsWith(`${only} `))
      await run(name, { program, jobCount: Number(given.jobs) });
  }
  say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

async function run(name: string, context: Omit<CheckContext, 'folder'>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-check-'));
  const own = { ...context.program.env, STANDIN_USER_DATA: join(folder, 'electron') };
  const dataDir = join(folder, 'data');
  try {
    const seen = await checks[name]?.({
      ...context,
      folder: dataDir,
      program: { ...context.program, env: own },
    });
    counts.passed += 1;
    say(`ok       ${name}: ${seen ?? ''}`);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof NotHere) counts.skipped += 1;
    else counts.failed += 1;
    say(`${error instanceof NotHere ? 'not here' : 'FAILED  '} ${name}: ${words}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
