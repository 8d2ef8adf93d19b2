/** The interface in a real browser, with what the tests look at besides: errors of the page, violations, screenshots. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { expect } from 'vitest';
import { repositoryRoot } from './program.ts';

export type Theme = 'light' | 'dark';

export interface InterfacePage {
  readonly page: Page;
  /** Everything the page complained about, and every request that left the program. */
  readonly complaints: readonly string[];
  /** How often the document was loaded. */
  readonly loads: () => number;
  readonly close: () => Promise<void>;
}

interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Where the program is, for a page that goes there later. */
  readonly origin?: string;
}

export async function openInterface(browser: Browser, url: string, look: Look = {}): Promise<InterfacePage> {
  const context = await browser.newContext({
    colorScheme: look.theme ?? 'light',
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  // Shorter than a test may take, so that a failure names what never came.
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  let loads = 0;
  page.on('load', () => (loads += 1));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const isOurs =
      /^(data|blob):/.test(request.url()) ||
      new URL(request.url()).origin === new URL(look.origin ?? url).origin;
    if (!isOurs) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, loads: () => loads, close: () => context.close() };
}

/** Fails with the rule and the elements of each violation that axe-core finds. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, help, nodes }) =>
      [id, help, ...nodes.slice(0, 4).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary)].join('\\n')))`,
  );
  expect(found).toEqual([]);
}

/** Into out/screenshots; with CELLWRIGHT_SCREENSHOTS=docs into the folder that the README shows. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const place = process.env['CELLWRIGHT_SCREENSHOTS'] === 'docs' ? 'docs/screenshots' : 'out/screenshots';
  const folder = join(repositoryRoot, place);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
