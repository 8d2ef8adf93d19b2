/**
 * A real Chromium for the tests of the interface: the one that CELLWRIGHT_BROWSER names, an installed Chromium, Chrome or
 * Edge, Playwright's own, or, as root on Debian, one that apt-get installs. Without any (or with CELLWRIGHT_BROWSER=none)
 * the tests skip and say which command would get one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a browser, or null: then `howToGetABrowser` says what to do. */
export function findBrowser(): string | null {
  const named = process.env['CELLWRIGHT_BROWSER'];
  if (named === 'none') return null;
  if (named !== undefined && named !== '') return named;
  return installed.find(existsSync) ?? playwrightsOwn() ?? installedNow();
}

export const howToGetABrowser =
  'no Chromium, Chrome or Edge here: `apt-get install chromium` (Debian), `npx playwright install chromium`, or CELLWRIGHT_BROWSER=/path/to/one';

function playwrightsOwn(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** As root on Debian and its kin; other test files that want the same wait for the package manager's lock. */
function installedNow(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('Installing Chromium for the tests of the interface (once) …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-qq', '-o', 'DPkg::Lock::Timeout=600', '-o', 'APT::Get::Lists-Lock::Timeout=600'];
  for (const args of [
    [...patience, 'update'],
    [...patience, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    spawnSync('apt-get', args, { env: environment, stdio: 'ignore' });
  }
  return installed.find(existsSync) ?? null;
}

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: quiet });
