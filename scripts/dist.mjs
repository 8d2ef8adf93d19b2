/** `npm run dist`: installs, builds, and packs the installers of this platform into `dist/`; arguments go to electron-builder. */
import { build } from './build-program.mjs';
import { installPackages, runNode } from './set-up.mjs';
import { signingArguments } from './signing.mjs';

installPackages();
await build();
process.exitCode = await runNode([
  'node_modules/electron-builder/cli.js',
  '--publish',
  'never',
  ...signingArguments(process.env),
  ...process.argv.slice(2),
]);
