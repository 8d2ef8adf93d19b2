/** `npm start`: installs, builds and runs Cellwright; everything a bare clone needs, in one command. */
import { buildIfStale } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';

installPackages();
await buildIfStale();
console.log('There is no desktop window in this version: Cellwright runs headless. Stop it with Ctrl+C.');
process.exitCode = await runNode(['out/main/headless.js', ...process.argv.slice(2)]);
