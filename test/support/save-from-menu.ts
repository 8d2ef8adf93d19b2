/** What a chart's export menu hands over, as text; a picture's bytes as Latin 1. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';

export async function saveFromMenu(page: Page, label: string, kind: 'PNG' | 'SVG' | 'CSV'): Promise<string> {
  await page.getByRole('button', { name: label, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: `Save as ${kind}` }).click(),
  ]);
  return readFile(await download.path(), kind === 'PNG' ? 'latin1' : 'utf8');
}
