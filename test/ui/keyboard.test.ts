import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { call } from '../support/rest-client.ts';

describe('without a mouse', () => {
  let open: InterfacePage;
  let page: Page;
  useInterface({
    prepare: async ({ browser, program }) => {
      await call('POST', `${program.api}/batteries/samples`);
      open = await openInterface(browser, program.url);
      page = open.page;
      await page.getByRole('button', { name: 'New job' }).first().waitFor();
    },
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Goes on with Tab until the named element has the focus. */
  const tabTo = async (name: string): Promise<void> => {
    for (let steps = 0; steps < 60; steps += 1) {
      const focused = await page.evaluate<string>(
        `document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent`,
      );
      if (focused.startsWith(name)) return;
      await press('Tab');
    }
    throw new Error(`Tab never came to ${name}`);
  };

  it('N, fields, Enter: a job is set up and started', async () => {
    await press('n');
    await page.getByRole('heading', { name: 'New job' }).waitFor();
    await tabTo('Baseline');
    await tabTo('All shown');
    await press('Space');
    await tabTo('Epochs');
    await press('ControlOrMeta+a');
    await page.keyboard.type('50000');
    await tabTo('Model name');
    await page.keyboard.type('by hand');
    await press('Enter');
    await page.getByRole('heading', { name: '#1 by hand' }).waitFor();
  });

  it('Ctrl K goes anywhere', async () => {
    await press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Go to' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.type('cell c');
    await press('Enter');
    await page.getByRole('heading', { name: 'Simulated cell C' }).waitFor();
    await press('Escape');
    await page.getByRole('heading', { name: 'Batteries' }).waitFor();
  });

  it('J, Enter and S: the running job is chosen, opened and stopped', async () => {
    await press('ControlOrMeta+k');
    await page.keyboard.type('page jobs');
    await press('Enter');
    await page.getByRole('row', { name: /by hand/ }).waitFor();
    await press('j');
    await page.getByRole('row', { name: /by hand/, selected: true }).waitFor();
    await press('Enter');
    await page.getByRole('heading', { name: '#1 by hand' }).waitFor();
    await press('s');
    // The question takes the focus a moment after it is drawn.
    await page.locator(':focus', { hasText: 'Stop the job' }).waitFor();
    await press('Enter');
    await page.getByRole('complementary', { name: 'Facts' }).getByText('Stopped').waitFor();
  });

  it('D runs it again with changes', async () => {
    await press('d');
    await page.getByRole('heading', { name: 'New job, like #1' }).waitFor();
    await page.getByText('6 of 6 cells chosen').waitFor();
    expect(await page.getByRole('textbox', { name: 'epochs' }).inputValue()).toBe('50000');
  });

  it('? lists the keys, / goes to the search, and typing there triggers none of them', async () => {
    await press('Escape');
    await page.getByRole('link', { name: /^Jobs/ }).click();
    await page.getByRole('row', { name: /by hand/ }).waitFor();
    await press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectAccessible(page);
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('/');
    await page.keyboard.type('none of these');
    await page.getByText('No job matches').waitFor();
    await press('Escape');
    await page.getByRole('row', { name: /by hand/ }).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
