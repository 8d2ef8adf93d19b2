/**
 * Compiles `src/kernels` (AssemblyScript) into `out/kernels/relaxed-simd.wasm` and `out/kernels/simd.wasm`: one source,
 * two builds. Does nothing where both already come from these very sources. The host's view of the kernels' records,
 * `src/learning/engines/wasm/kernel-records.ts`, is written anew where a class has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelRecordsText } from './kernel-records.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'out', 'kernels');
const stampFile = join(target, '.built');

const builds = [
  { file: 'relaxed-simd.wasm', features: 'simd,threads,relaxed-simd' },
  { file: 'simd.wasm', features: 'simd,threads' },
];

writeRecords();
const stamp = stampOfSources();
if (!isUpToDate()) {
  mkdirSync(target, { recursive: true });
  const { default: asc } = await import('assemblyscript/asc');
  for (const build of builds) await compile(asc, build);
  writeFileSync(stampFile, stamp);
}

function writeRecords() {
  const file = join(root, 'src', 'learning', 'engines', 'wasm', 'kernel-records.ts');
  const text = kernelRecordsText(join(root, 'src', 'kernels'));
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

function isUpToDate() {
  const files = builds.map((build) => join(target, build.file));
  return [...files, stampFile].every((file) => existsSync(file)) && readFileSync(stampFile, 'utf8') === stamp;
}

async function compile(asc, { file, features }) {
  const memory = ['--importMemory', '--noExportMemory', '--sharedMemory', '--maximumMemory', '65536'];
  const options = ['-O3', '--runtime', 'stub', ...memory, '--use', 'abort='];
  const files = ['src/kernels/index.ts', '--outFile', `out/kernels/${file}`];
  const { error, stderr } = await asc.main([...files, ...options, '--enable', features, '--baseDir', root]);
  if (!error) return;
  console.error(stderr.toString());
  console.error(`out/kernels/${file}: ${error.message}`);
  process.exit(1);
}

/** Changes with any source file, with this script and with the compiler. */
function stampOfSources() {
  const hash = createHash('sha256');
  const sources = join(root, 'src', 'kernels');
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  hash.update(readFileSync(join(root, 'node_modules', 'assemblyscript', 'package.json')));
  return hash.digest('hex');
}
