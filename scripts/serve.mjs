/** `npm run serve -- …`: the headless host alone, with its own arguments; `-- --help` lists them. */
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

installPackages();
await buildIfStale();
process.exitCode = await runNode(['out/main/headless.js', ...process.argv.slice(2)]);
