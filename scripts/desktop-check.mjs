/** `npm run desktop:check`: installs, builds, and has a real Electron show what only it can; see scripts/desktop-check/run.ts. */
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

installPackages();
await buildIfStale();
process.exitCode = await runNode(['scripts/desktop-check/run.ts', ...process.argv.slice(2)]);
