/** `npm run campaign -- --rounds N`: kills, full disks and damage at random against the built program; `-- --help` says more. */
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

installPackages();
await buildIfStale();
process.exitCode = await runNode(['test/campaign/run.ts', ...process.argv.slice(2)]);
