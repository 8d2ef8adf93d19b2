// Runs what a packed program's archive holds. Node reads no archive, so its content is laid out first, with what was unpacked
// beside it: what is missing in it is missing here too. How Electron reads inside an archive is not shown by this.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extractAll } from '@electron/asar';
import electron from 'electron';

const [, , here, ...rest] = process.argv;
const laidOut = mkdtempSync(join(tmpdir(), 'standin-packed-'));
process.on('exit', () => rmSync(laidOut, { recursive: true, force: true }));
extractAll(join(here, 'resources', 'app.asar'), laidOut);
const pkg = createRequire(import.meta.url)(join(laidOut, 'package.json'));
process.argv = [join(here, 'cellwright'), ...rest];
process.resourcesPath = join(here, 'resources');
process.versions.electron = '45.0.0-standin';
electron.app._meta = { path: laidOut, name: pkg.productName ?? pkg.name, version: pkg.version };
electron.app.isPackaged = true;
await import(pathToFileURL(join(laidOut, pkg.main)).href);
electron.app._start();
