import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  type InterfacePage,
  openInterface,
  takeScreenshot,
} from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { call, waitForJob } from '../support/rest-client.ts';

const good = {
  algorithm: 'baseline',
  battery_ids: [1, 2],
  hyperparams: { epochs: 2 },
  model_name: 'a good one',
};
const bad = {
  algorithm: 'deephpm',
  battery_ids: [1, 2],
  model_name: 'a bad one',
  hyperparams: { learning_rate: 1, physics_weight: 1000 },
};

describe('a job that ends while one is elsewhere', () => {
  const session = useInterface({
    prepare: async ({ program }) => {
      await call('POST', `${program.api}/batteries/samples`);
    },
  });
  let open: InterfacePage;
  let page: Page;
  beforeEach(async () => {
    open = await openInterface(session.browser, `${session.program.url}/#/settings`);
    page = open.page;
    await page.getByText('API live').waitFor();
    return () => open.close();
  });
  const train = async (job: object): Promise<number> => {
    const { body } = await call('POST', `${session.program.api}/training-jobs`, job);
    const { id } = body as { id: number };
    await waitForJob(session.program.api, id);
    return id;
  };
  const messages = () => page.getByRole('log', { name: 'Messages' });

  it('is told in a message, in the title and beside Jobs, until the list is looked at', async () => {
    const id = await train(good);
    await messages()
      .getByRole('link', { name: `#${id} a good one` })
      .waitFor();
    await expect.poll(() => page.title()).toBe('(1) Settings · Cellwright');
    await page.getByRole('link', { name: /^Jobs 1 succeeded, not seen yet/ }).click();
    await page.getByRole('row', { name: /a good one/ }).waitFor();
    await expect.poll(() => page.title()).toBe('Jobs · Cellwright');
    expect(await messages().getByRole('link').count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });

  it('a failure stays over a reload, and goes once its page is opened', async () => {
    const id = await train(bad);
    const link = messages().getByRole('link', { name: `#${id} a bad one` });
    await link.waitFor();
    await expectAccessible(page);
    await takeScreenshot(page, 'news-light');
    await page.reload();
    await link.waitFor();
    await expect.poll(() => page.title()).toBe('(1) Settings · Cellwright');
    await link.click();
    await page.getByRole('heading', { name: `#${id} a bad one` }).waitFor();
    await expect.poll(() => page.title()).toBe(`#${id} a bad one · Cellwright`);
    expect(open.complaints).toEqual([]);
  });
});
