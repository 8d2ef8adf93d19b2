/** Electron's binary in `node_modules`: whether it is whole, and how it comes there. Its package fetches none by itself. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { downloadResuming } from './download-resuming.mjs';
import { root, runNode } from './set-up.mjs';

const folder = join(root, 'node_modules', 'electron');
const mega = 1_000_000;

/**
 * Path of the executable; undefined where it is not there or not whole. As its own `install.js` judges: the version in `dist`,
 * and `path.txt`, which is written last. An executable alone may be what a cut-off unpacking left.
 */
export function findElectron(electronDir = folder) {
  try {
    const { version } = JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8'));
    const path = join(electronDir, 'dist', readFileSync(join(electronDir, 'path.txt'), 'utf8'));
    const unpacked = readFileSync(join(electronDir, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return unpacked === version && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Fetches and unpacks it, telling how far it is. Answers why that failed, or undefined. */
export async function fetchElectron({ say = sayProgress } = {}) {
  try {
    await download(say);
  } catch (error) {
    return `could not be fetched (${error.message})`;
  }
  // Whoever is cut off from here on leaves no `path.txt`.
  rmSync(join(folder, 'path.txt'), { force: true });
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const code = await runNode([join(folder, 'install.js')]);
  return code === 0 && findElectron() ? undefined : 'could not be unpacked; the lines above say why';
}

/** Into the cache from which `install.js` takes it; held to the checksum that came with the package. */
async function download(say) {
  const { downloadArtifact } = await import('@electron/get');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const checksums = JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8'));
  await downloadArtifact({
    ...{ version, checksums, artifactName: 'electron' },
    platform: process.env.npm_config_platform ?? process.platform,
    arch: process.env.npm_config_arch ?? process.arch,
    cacheRoot: process.env.electron_config_cache,
    downloader: {
      download: (url, target) =>
        downloadResuming({ url, target, partial: `${folder}-${version}.zip.part`, onProgress: say }),
    },
  });
}

let lastTenth = -1;

/** On a terminal one line that changes; elsewhere a line for every tenth. */
function sayProgress(done, total) {
  const words = `  ${Math.floor(done / mega)} of ${Math.ceil(total / mega)} MB`;
  if (process.stdout.isTTY) {
    process.stdout.write(`\r${words}${done >= total ? '\n' : ''}`);
    return;
  }
  const tenth = total > 0 ? Math.floor((10 * done) / total) : 0;
  if (tenth !== lastTenth) console.log(words);
  lastTenth = tenth;
}
