/** `npm run check`: everything a tool can hold, two at a time; says what failed and how long each took. */
import { spawn } from 'node:child_process';
import { installPackages, root, suitableNode } from './set-up.mjs';

installPackages();

const checks = [
  ['types', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the pure code', 'typescript/bin/tsc', '-p', 'tsconfig.pure.json'],
  ['types of the interface', 'typescript/bin/tsc', '-p', 'tsconfig.web.json'],
  ['types of the preload', 'typescript/bin/tsc', '-p', 'src/preload/tsconfig.json'],
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--output-type', 'err'],
  ['dead code', 'knip/bin/knip.js'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['generated documents', '../scripts/generate-docs.ts', '--check'],
];

const failed = [];
const waiting = [...checks];
await Promise.all([worker(), worker()]);
if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log('\nall checks passed');
}

async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
}

async function run([name, script, ...args]) {
  const startedAt = performance.now();
  const child = spawn(suitableNode(), [`node_modules/${script}`, ...args], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code === 0) return;
  failed.push(name);
  console.error(output);
}
