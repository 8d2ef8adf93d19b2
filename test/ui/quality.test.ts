import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { cycledCellCsv } from '../support/cycled-cell.ts';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { call, upload } from '../support/rest-client.ts';

/** Capacities of 150 cycles, of which 88 stands a second time and 60 dips. */
const oddCsv = [
  'cycle,capacity,temp',
  ...Array.from({ length: 150 }, (_, row) => {
    const cycle = row === 90 ? 88 : row + 1;
    return `${cycle},${row === 59 ? 0.9 : (2 - 0.004 * row + 0.002 * Math.sin(row)).toFixed(4)},25`;
  }),
].join('\n');

describe('what an import noticed', () => {
  let open: InterfacePage;
  let page: Page;
  const session = useInterface({
    prepare: async ({ browser, program }) => {
      open = await openInterface(browser, `${program.url}/#/batteries`);
      page = open.page;
    },
  });
  const review = () => page.getByRole('main', { name: 'Import review' });
  const choose = async (button: string | RegExp, name: string, content: string): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: button }).first().click(),
    ]);
    await chooser.setFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(content) }]);
  };

  it('stands in the review before anything is stored, and a line of it can be ticked off', async () => {
    await page.getByText('No cells yet').waitFor();
    await choose('Import files', 'odd.txt', oddCsv);
    await review().getByRole('textbox', { name: 'Nominal capacity' }).fill('2');
    await page.keyboard.press('Enter');
    const mark = review().getByText(/^\d+ to look at$/);
    const count = Number.parseInt((await mark.textContent()) ?? '', 10);
    await review().getByRole('button', { name: 'details of odd.txt' }).click();
    await expectAccessible(page);
    await review()
      .getByRole('checkbox', { name: /^Seen: Dropped 1 row whose cycle/ })
      .click();
    await review()
      .getByText(`${count - 1} to look at`)
      .waitFor();
  });

  it('a repair left out reads the file again; where the file cannot do without, the review says so and offers it back', async () => {
    const name = 'Of a repeated cycle one row is kept';
    await review().getByRole('switch', { name }).click({ force: true });
    const failed = page.getByRole('region', { name: 'Not importable yet' });
    await failed.getByText(/switch the repair on again/).waitFor();
    await expectAccessible(page);
    await failed.getByRole('switch', { name }).click({ force: true });
    await review().getByText('1 file: 1 ready').waitFor();
    await review().getByRole('button', { name: 'Import 1 cell' }).click();
    await review().getByText('1 file: 1 imported').waitFor();
    const { body } = await call('GET', `${session.program.api}/batteries`);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
    await page.getByRole('link', { name: /^Batteries/ }).click();
    const mark = page
      .getByRole('grid', { name: 'Cells' })
      .getByRole('note', { name: /^▲ \d+: \d+ warnings: / });
    await mark.waitFor();
    expect(await mark.getAttribute('aria-label')).toMatch(/Dropped 1 row whose cycle/);
  });

  it('the report of a cell leads to the cycles it names', async () => {
    await page.getByRole('grid', { name: 'Cells' }).getByRole('link', { name: 'odd' }).click();
    const report = page.getByRole('region', { name: 'What the import noticed' });
    await report.getByText('table with a row per cycle').waitFor();
    await report
      .getByText('149 kept of 150')
      .or(report.getByText(/\d+, all kept/))
      .waitFor();
    await report
      .getByRole('list', { name: 'Warnings' })
      .getByText(/dip in capacity/)
      .waitFor();
    await report.getByRole('button', { name: '60', exact: true }).click();
    await page.getByRole('row', { name: /^60 /, selected: true }).waitFor();
    await report
      .getByRole('button', { name: /^Import the file again without this repair/ })
      .first()
      .waitFor();
    await expectAccessible(page);
  });

  it('a cell with raw curves shows those of a chosen cycle, and they leave as numbers', async () => {
    await upload(session.program.api, { name: 'raw.tsv', content: cycledCellCsv(30).replaceAll(',', '\t') });
    await page.getByRole('link', { name: /^Batteries/ }).click();
    await page.getByRole('link', { name: 'raw', exact: true }).click();
    await page.getByRole('grid', { name: 'Cycles' }).getByRole('row').nth(3).click();
    await page.getByRole('img', { name: /^Voltage over the time of cycle 3 of raw, \d+ samples/ }).waitFor();
    await page.getByRole('radiogroup', { name: 'Quantity' }).getByText('Temperature').click();
    await page.getByRole('img', { name: /^Temperature over the time of cycle 3/ }).waitFor();
    await page.getByRole('row', { selected: true }).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Export the curves of the cycle' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Temperature-cycle-3-of-raw.csv');
    await page.getByRole('button', { name: 'Close the curves' }).click();
    await page.getByRole('region', { name: 'Curves of a cycle' }).waitFor({ state: 'detached' });
    expect(open.complaints.filter((text) => !/status of (400|422)/.test(text))).toEqual([]);
  });
});
