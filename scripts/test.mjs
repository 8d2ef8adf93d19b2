/** `npm test`: installs, builds and runs every test; arguments go to the test runner. */
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

installPackages();
await buildIfStale();
process.exitCode = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]);
