/**
 * `npm run bench`: installs, builds and measures; arguments go to `bench/run.ts`. With `--json` standard output carries
 * one line and nothing else, so what installing and building say goes to standard error.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

const [first, ...others] = process.argv.slice(2);
if (first === '--prepare') {
  installPackages();
  await buildIfStale();
} else {
  const prepare = [fileURLToPath(import.meta.url), '--prepare'];
  const prepared = spawnSync(process.execPath, prepare, { stdio: ['ignore', 2, 2] });
  process.exitCode =
    prepared.status === 0
      ? await runNode(['bench/run.ts', ...(first === undefined ? [] : [first]), ...others])
      : 1;
}
