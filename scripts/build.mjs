/** `npm run build`: compiles the kernels and bundles the program into `out/`. */
import { installPackages } from './set-up.mjs';
import { build } from './build-program.mjs';

installPackages();
await build();
