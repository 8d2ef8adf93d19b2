import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron';
const rest = process.argv.slice(2).filter((a) => !/^--(inspect|remote-debugging-port|no-sandbox)/.test(a));
const at = rest.findIndex((a) => !a.startsWith('--'));
let entry = resolve(rest[at] ?? '.');
process.argv = [process.argv[0], ...rest.slice(at)];
if (statSync(entry).isDirectory()) {
  const pkg = JSON.parse(readFileSync(join(entry, 'package.json'), 'utf8'));
  electron.app._meta = { path: entry, name: pkg.productName ?? pkg.name, version: pkg.version };
  entry = join(entry, pkg.main ?? 'index.js');
}
process.versions.electron = '45.0.0-standin';
await import(pathToFileURL(entry).href);
electron.app._start();
