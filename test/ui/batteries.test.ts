import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dropFiles } from '../support/drop-files.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';

describe('cells on the screen', () => {
  let open: InterfacePage;
  let page: Page;
  useInterface({
    prepare: async ({ browser, program }) => {
      open = await openInterface(browser, `${program.url}/#/batteries`);
      page = open.page;
    },
  });

  const review = () => page.getByRole('main', { name: 'Import review' });

  it('files dropped on the page are looked at first, and a broken one says what is wrong with it', async () => {
    await page.getByText('No cells yet').waitFor();
    await expectAccessible(page);
    await dropFiles(page, { 'cell-1.csv': fadingCellCsv(250), 'notes.csv': 'colour,taste\nred,sweet\n' });
    await review().getByText('2 files: 1 ready · 1 needs columns').waitFor();
    await review()
      .getByText(/found "colour", "taste"/)
      .waitFor();
    await review()
      .getByRole('img', { name: /^SoH of cell-1 from/ })
      .waitFor();
    await expectAccessible(page);
    await review()
      .getByRole('button', { name: /for this cell$/ })
      .click();
    await review().getByRole('button', { name: 'Import 1 cell' }).click();
    await review().getByText('2 files: 1 imported · 1 needs columns').waitFor();
    await page.getByRole('link', { name: /^Batteries/ }).click();
    await page
      .getByRole('row', { name: /cell-1/ })
      .getByRole('img', { name: /^SoH of cell-1 from/ })
      .waitFor();
    await page.getByRole('link', { name: 'Go on with it' }).click();
    await review().getByRole('button', { name: 'Done' }).click();
    await review().getByText('Nothing to review').waitFor();
    await page.getByRole('link', { name: /^Batteries/ }).click();
  });

  it('files chosen by the button are reviewed, too, and lead to a job', async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import files' }).click(),
    ]);
    const files = [300, 310].map((cycles, index) => ({
      name: `cell-${index + 2}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(fadingCellCsv(cycles, 0.0017)),
    }));
    await chooser.setFiles(files);
    await review()
      .getByRole('button', { name: /for all 2$/ })
      .click();
    await review().getByRole('button', { name: 'Import 2 cells' }).click();
    await review().getByRole('button', { name: 'Train on these 2 cells' }).click();
    await page.getByText('2 of 3 cells chosen').waitFor();
  });

  it('a cell shows its fade and cycles, and its facts are edited in place', async () => {
    await page.getByRole('link', { name: /^Batteries/ }).click();
    const list = page.getByRole('grid', { name: 'Cells' });
    await list.getByRole('link', { name: 'cell-1', exact: true }).click();
    await page.getByRole('img', { name: 'Capacity fade of 1 cell: cell-1' }).waitFor();
    const firstCycle = page.getByRole('grid', { name: 'Cycles' }).getByRole('row').nth(1);
    expect(await firstCycle.textContent()).toMatch(/^1.*100\.0 %/);
    await expectAccessible(page);

    await page.getByRole('textbox', { name: 'Nominal capacity' }).fill('4');
    await page.keyboard.press('Enter');
    await firstCycle.getByText('50.0 %').waitFor();
    await page.getByRole('textbox', { name: 'Nominal capacity' }).fill('-1');
    await page.keyboard.press('Enter');
    await page.getByText('must be greater than 0').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Chemistry' }).fill('LFP');
    await page.getByRole('textbox', { name: 'Name' }).focus();
    await page.getByRole('link', { name: /^Batteries/ }).click();
    await page.getByRole('row', { name: /LFP/ }).waitFor();
  });

  it('a cell is deleted after one question that names it', async () => {
    const row = page.getByRole('row', { name: /cell-2/ });
    await row.hover();
    await row.getByRole('button', { name: 'Delete cell-2' }).click();
    await page
      .getByRole('dialog', { name: 'Delete cell-2?' })
      .getByRole('button', { name: 'Delete the cell' })
      .click();
    await row.waitFor({ state: 'detached' });
    expect(open.complaints.filter((text) => !/status of (400|422)/.test(text))).toEqual([]);
  });
});
