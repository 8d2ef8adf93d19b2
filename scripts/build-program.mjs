/** Builds `out/` from `src/`, and knows whether that is needed. */
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, root, runNode } from './set-up.mjs';

const stampFile = join(root, 'out', '.built');
const sources = [
  'src',
  'resources',
  'scripts',
  'package-lock.json',
  'package.json',
  'electron.vite.config.ts',
];

/** Compiles the kernels, then bundles; ends the process if either fails. */
export async function build() {
  const state = stateOfSources();
  await orGiveUp(['scripts/build-kernels.mjs'], 'the kernels did not compile');
  await orGiveUp(
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    'the build failed',
  );
  copyFileSync(join(root, 'out/renderer/third-party-notices.txt'), join(root, 'out/third-party-notices.txt'));
  writeFileSync(stampFile, state);
}

/** Builds unless `out/` already comes from these very sources. */
export async function buildIfStale() {
  if (read(stampFile) === stateOfSources()) return;
  console.log('Building …');
  await build();
}

async function orGiveUp(args, what) {
  if ((await runNode(args)) !== 0) giveUp(`${what}; the lines above say why.`);
}

/** Names, sizes and times of all sources: changes with any of them. */
function stateOfSources() {
  return sources.flatMap((name) => describe(join(root, name))).join('\n');
}

function describe(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [`${path} ${stats.size} ${stats.mtimeMs}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => describe(join(path, name)));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
