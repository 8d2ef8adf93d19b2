/** A batch of files on its way in: dropped anywhere, looked at, answered for together, and then trained on. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dropAnywhere } from '../support/drop-files.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { expectAccessible, openInterface, takeScreenshot, type Theme } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { sharedData } from '../support/program.ts';
import { call } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

const xjtu = join(sharedData, 'xjtu');
const batchNames = (folder: string): readonly string[] => {
  const names = readdirSync(folder);
  const of = (batch: string, most: number) => names.filter((name) => name.startsWith(batch)).slice(0, most);
  return [...of('2C_', 6), ...of('3C_', 7)];
};

function realBatches(): Readonly<Record<string, string>> | null {
  try {
    const names = batchNames(xjtu);
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(xjtu, name), 'utf8')]));
  } catch {
    return null;
  }
}

/** Names that nothing knows. */
const unnamed = `n;Q_ent\n${Array.from({ length: 60 }, (_, row) => `${row + 1};${2000 - 10 * row}`).join('\n')}`;
/** Many cells in one table. */
const rackOf = (cellCount: number): string =>
  [
    'cell,cycle,capacity',
    ...Array.from({ length: cellCount * 60 }, (_, row) => {
      const cell = Math.floor(row / 60) + 1;
      return `slot ${cell},${(row % 60) + 1},${(2.5 - (row % 60) * (0.004 + cell * 1e-4)).toFixed(4)}`;
    }),
  ].join('\n');
const review = (page: Page) => page.getByRole('main', { name: 'Import review' });

describe('real batches', () => {
  const session = useInterface();

  it('are dropped on the list of jobs, reviewed and in training in under ten clicks', async (context) => {
    const files = realBatches();
    if (files === null) return context.skip(`no XJTU cells in ${xjtu}`);
    const { page, complaints, close } = await openInterface(session.browser, `${session.program.url}/#/jobs`);
    let clickCount = 0;
    const click = async (name: string | RegExp): Promise<void> => {
      clickCount += 1;
      await page.getByRole('button', { name }).first().click();
    };
    await dropAnywhere(page, files);
    await review(page)
      .getByText('13 files: 13 ready')
      .waitFor({ timeout: withinMs(30_000) });
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      '2C_battery-*',
      '3C_battery-*',
    ]);
    await page.getByText('2 different nominals would be guessed').first().waitFor();
    await expectAccessible(page);
    // A click into each field, and two keys.
    for (const pattern of ['2C_battery-*', '3C_battery-*']) {
      clickCount += 1;
      const group = page.getByRole('region', { name: pattern });
      await group.getByRole('textbox', { name: 'Nominal capacity' }).fill('2');
      await page.keyboard.press('Enter');
    }
    await review(page)
      .getByText('13 files: 13 ready')
      .waitFor({ timeout: withinMs(30_000) });
    await click('Import 13 cells');
    await review(page)
      .getByText('13 files: 13 imported')
      .waitFor({ timeout: withinMs(30_000) });
    await expectAccessible(page);
    await click('Train on these 13 cells');
    await page.getByText('13 of 13 cells chosen').waitFor();
    await click(/^Start/);
    await page.getByRole('main', { name: /^#1 |^Job 1|baseline|bilstm/i }).waitFor();
    expect(clickCount).toBeLessThan(10);
    const { body } = await call('GET', `${session.program.api}/batteries?page_size=100`);
    const { items } = body as {
      items: { nominal_capacity: number; quality: { entries: { code: string }[] } }[];
    };
    expect(items.map(({ nominal_capacity: nominal }) => nominal)).toEqual(
      Array.from({ length: 13 }, () => 2),
    );
    expect(items.flatMap(({ quality }) => quality.entries.map(({ code }) => code))).not.toContain(
      'nominal_assumed',
    );
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a batch with everything in it', () => {
  const session = useInterface();

  it.each(['light', 'dark'] as const)(
    '%s: stands at every width, with long names, 51 cells and a failed file',
    async (theme: Theme) => {
      const { page, complaints, close } = await openInterface(
        session.browser,
        `${session.program.url}/#/settings`,
        { theme, width: 1024, height: 700 },
      );
      const long =
        'a cell with a name that somebody made up on a Friday afternoon and that goes on and on, batch';
      await dropAnywhere(page, {
        [`${long} 1.csv`]: fadingCellCsv(120, 0.0012),
        [`${long} 2.csv`]: fadingCellCsv(140, 0.0031),
        'rack.csv': rackOf(49),
        'own.csv': unnamed,
        'notes.gz': '\u001f\u008b\u0000\u0000',
      });
      await review(page)
        .getByText('5 files: 3 ready · 1 needs columns · 1 cannot be read')
        .waitFor({ timeout: withinMs(60_000) });
      await page.getByRole('button', { name: `details of ${long} 1.csv` }).click();
      for (const width of [1024, 1440, 2560]) {
        await page.setViewportSize({ width, height: width > 2000 ? 1440 : 900 });
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - window.innerWidth',
        );
        expect(overflow).toBeLessThanOrEqual(0);
        await takeScreenshot(page, `import-review-${width}-${theme}`);
      }
      await expectAccessible(page);
      expect(complaints.filter((text) => !/status of 400/.test(text))).toEqual([]);
      await close();
    },
  );
});

describe('a file whose names say nothing', () => {
  const session = useInterface();

  it('has its columns picked above its first rows, is drawn, remembered, and imported', async () => {
    const { page, complaints, close } = await openInterface(
      session.browser,
      `${session.program.url}/#/models`,
    );
    await dropAnywhere(page, { 'own-1.csv': unnamed, 'own-2.csv': unnamed.replaceAll('000', '001') });
    const failed = page.getByRole('region', { name: 'Not importable yet' });
    await failed
      .getByText(/expected a column with the discharge capacity/)
      .first()
      .waitFor();
    await expectAccessible(page);
    const columns = page.getByRole('group', { name: 'Columns of own-1.csv' });
    await columns.getByRole('combobox', { name: 'Q_ent is' }).selectOption('discharge capacity');
    await page.getByRole('button', { name: 'details of own-1.csv' }).click();
    await page.getByRole('button', { name: 'Columns …' }).click();
    await columns.getByRole('combobox', { name: 'Unit of Q_ent' }).selectOption('mAh');
    await columns.getByRole('combobox', { name: 'n is' }).selectOption('cycle');
    await columns.getByRole('img', { name: /^Fade of 1 cell/ }).waitFor();
    await takeScreenshot(page, 'import-columns-light');
    await expectAccessible(page);
    await columns.getByRole('textbox', { name: 'Name of this mapping' }).fill('Our cycler');
    await columns.getByRole('button', { name: 'Remember for files with these columns' }).click();
    await review(page).getByText('2 files: 2 ready').waitFor();
    await page.getByRole('textbox', { name: 'Nominal capacity' }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'End of life' }).fill('85');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Import 2 cells' }).click();
    await review(page).getByText('2 files: 2 imported').waitFor();
    const { body } = await call('GET', `${session.program.api}/batteries`);
    const { items } = body as {
      items: { nominal_capacity: number; end_of_life: number; total_cycles: number }[];
    };
    expect(
      items.map(({ nominal_capacity, end_of_life, total_cycles }) => [
        nominal_capacity,
        end_of_life,
        total_cycles,
      ]),
    ).toEqual([
      [2, 0.85, 60],
      [2, 0.85, 60],
    ]);
    expect(complaints).toEqual([]);
    await close();
  });
});
