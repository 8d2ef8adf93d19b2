import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { call, waitForJob } from '../support/rest-client.ts';

describe('two windows at once', () => {
  const windows: InterfacePage[] = [];
  const session = useInterface({
    prepare: async ({ browser, program }) => {
      await call('POST', `${program.api}/batteries/samples`);
      for (let opened = 0; opened < 2; opened += 1) windows.push(await openInterface(browser, program.url));
    },
  });
  const pages = (): readonly [Page, Page] => {
    const [one, other] = windows.map(({ page }) => page);
    if (!one || !other) throw new Error('two windows were to be opened');
    return [one, other];
  };
  const goTo = (page: Page, hash: string) => page.goto(`${session.program.url}/#/${hash}`);
  const textOf = async (page: Page, grid: string): Promise<string> =>
    (await page.getByRole('grid', { name: grid }).innerText()).replace(/\s+/g, ' ');
  /** Each is told by an event of its own, one a moment after the other. */
  const areAlike = (grid: string) =>
    expect
      .poll(async () => {
        const texts = await Promise.all(pages().map((page) => textOf(page, grid)));
        return texts[0] === texts[1] ? 'alike' : texts;
      })
      .toBe('alike');
  const start = async (name: string): Promise<number> => {
    const job = { algorithm: 'baseline', battery_ids: [1, 2], model_name: name, hyperparams: { epochs: 2 } };
    const { body } = await call('POST', `${session.program.api}/training-jobs`, job);
    return (body as { id: number }).id;
  };

  it('a job that is started and deleted in one of them comes and goes in the other', async () => {
    const [one, other] = pages();
    await Promise.all([goTo(one, 'jobs'), goTo(other, 'jobs')]);
    const ids = [await start('first'), await start('second')];
    for (const id of ids) await waitForJob(session.program.api, id);
    for (const page of [one, other])
      await page
        .getByRole('row', { name: /second/ })
        .getByText('Succeeded')
        .waitFor();
    await areAlike('Jobs');
    await one.getByRole('row', { name: /first/ }).hover();
    await one.getByRole('button', { name: `Delete #${ids[0]}` }).click();
    await one.getByRole('button', { name: 'Delete the job' }).click();
    for (const page of [one, other])
      await page.getByRole('row', { name: /first/ }).waitFor({ state: 'detached' });
    await areAlike('Jobs');
  });

  it('a cell that is renamed and a model that is deleted in one of them are so in the other', async () => {
    const [one, other] = pages();
    await Promise.all([goTo(one, 'batteries/1'), goTo(other, 'batteries')]);
    await call('PATCH', `${session.program.api}/batteries/1`, { name: 'renamed elsewhere' });
    await one.getByRole('heading', { name: 'renamed elsewhere' }).waitFor();
    await other.getByRole('row', { name: /renamed elsewhere/ }).waitFor();
    await Promise.all([goTo(one, 'models'), goTo(other, 'models')]);
    await one.getByRole('row', { name: /first/ }).hover();
    await one.getByRole('button', { name: 'Delete first' }).click();
    await one.getByRole('button', { name: 'Delete the model' }).click();
    for (const page of [one, other])
      await page.getByRole('row', { name: /first/ }).waitFor({ state: 'detached' });
    await areAlike('Models');
    expect(windows.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
