/**
 * `npm run gpu`: fetches Dawn, the library through which plain Node computes on a GPU, into `out/gpu`. The npm package
 * `webgpu` holds the builds of five platforms (132 MB); only this platform's is kept (docs/decisions/0028).
 */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '0.6.2';
const integrity =
  'sha512-3L4GfmqJLvYUIEWJngEQY+2HQiUlAFkg8+P8NDDj3Xx5hHHIFO/r8JW+ynfqBj7kHN4mbnwO74uB+lrRtLhp4Q==';
const target = fileURLToPath(new URL('../out/gpu/', import.meta.url));
const build = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;

if (existsSync(join(target, 'dawn.node'))) {
  console.log(`The GPU's library is here: ${target}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'cellwright-gpu-'));
  try {
    fetchLibrary(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fetchLibrary(folder) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  console.log(`Fetching webgpu ${version} from the registry of npm …`);
  execFileSync(npm, ['pack', `webgpu@${version}`, '--silent', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const archive = join(folder, `webgpu-${version}.tgz`);
  const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (hash !== integrity) throw new Error(`webgpu ${version} is not what it was: ${hash}`);
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  const own = join(folder, 'package', 'dist', build);
  if (!existsSync(own)) throw new Error(`webgpu ${version} has no build for ${build}`);
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(own)) copyFileSync(join(own, file), join(target, file));
  copyFileSync(join(folder, 'package', 'LICENSE.md'), join(target, 'LICENSE.md'));
  console.log(`The GPU's library is in ${target}`);
}
