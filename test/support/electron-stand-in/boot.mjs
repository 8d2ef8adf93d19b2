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
// lib/browser/init.ts: a box for each error that nobody caught, unless the program listens itself, and it goes on. A
// rejection that nobody handles only warns (electron_browser_main_parts.cc: warn-with-error-code), see `electron`.
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  electron.dialog.showErrorBox('A JavaScript error occurred in the main process', String(error.stack));
});
await import(pathToFileURL(entry).href);
electron.app._start();
