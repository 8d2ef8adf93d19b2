import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { expectAccessible, openInterface, takeScreenshot, type Theme } from '../support/interface-page.ts';
import { type InterfaceSession, useInterface } from '../support/interface-session.ts';
import { call, waitForJob } from '../support/rest-client.ts';

interface Place {
  readonly name: string;
  readonly hash: string;
  /** What tells that the page is complete. */
  readonly sign: string;
  /** What one does there first. */
  readonly act?: (page: Page) => Promise<void>;
  /** What the picture shows of a long page. */
  readonly inSight?: (page: Page) => Promise<void>;
}

const plot = (page: Page, name: RegExp) => page.getByRole('img', { name });

const pages: readonly Place[] = [
  { name: 'jobs', hash: '#/jobs', sign: 'hpm-2C' },
  { name: 'job', hash: '#/jobs/2', sign: 'SoH error (MAPE)' },
  { name: 'new-job', hash: '#/new-job?cells=1,2,3', sign: '3 of 6 cells chosen' },
  { name: 'batteries', hash: '#/batteries', sign: 'Simulated cell F' },
  { name: 'battery', hash: '#/batteries/2', sign: 'What the import noticed' },
  { name: 'models', hash: '#/models', sign: 'baseline-2C' },
  { name: 'model', hash: '#/models/1', sign: 'Where it came from' },
  {
    name: 'model-evaluation',
    hash: '#/models/1',
    sign: 'SoH, predicted over measured',
    act: (page) => plot(page, /^RUL residual/).waitFor(),
    inSight: (page) => plot(page, /^RUL residual/).scrollIntoViewIfNeeded(),
  },
  {
    name: 'predict',
    hash: '#/predict?model=1&cell=6',
    sign: 'Ask about Simulated cell F',
    act: async (page) => {
      await page.getByRole('button', { name: 'Predict', exact: true }).click();
      await plot(page, /^RUL \(cycles to 80 % SoH\) of Simulated cell F/).waitFor();
    },
  },
  { name: 'settings', hash: '#/settings', sign: 'Environment' },
];
const themes: readonly Theme[] = ['light', 'dark'];
const cases = themes.flatMap((theme) => pages.map((page) => ({ theme, ...page })));

describe('each page in both themes', () => {
  const session = useInterface({ prepare: fill });

  it.each(cases)('$name, $theme: complete, accessible, nothing wider than 1024×700', async (one) => {
    const { page, complaints, close } = await openInterface(
      session.browser,
      `${session.program.url}/${one.hash}`,
      {
        theme: one.theme,
        width: 1024,
        height: 700,
      },
    );
    await page.getByText(one.sign).first().waitFor();
    await page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'detached' });
    await one.act?.(page);
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await one.inSight?.(page);
    await takeScreenshot(page, `${one.name}-${one.theme}`);
    expect(complaints).toEqual([]);
    await close();
  });

  it('the theme chosen in the settings outlives a reload', async () => {
    const { page, close } = await openInterface(session.browser, `${session.program.url}/#/settings`, {
      theme: 'light',
    });
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
    await page.reload();
    const theme = page.locator('html');
    await page.getByText('Environment').first().waitFor();
    expect(await theme.getAttribute('data-mantine-color-scheme')).toBe('dark');
    await close();
  });

  it('a setting is changed where it stands and holds', async () => {
    const { page, close } = await openInterface(session.browser, `${session.program.url}/#/settings`);
    await page.getByRole('textbox', { name: 'Jobs at once' }).fill('5');
    await page.keyboard.press('Enter');
    await page.getByText('Setting saved').waitFor();
    expect((await call('GET', `${session.program.api}/settings`)).body).toMatchObject({
      max_concurrent_jobs: 5,
    });
    await close();
  });
});

async function fill({ program }: InterfaceSession): Promise<void> {
  await call('POST', `${program.api}/batteries/samples`);
  const jobs = [
    {
      algorithm: 'baseline',
      battery_ids: [1, 2, 3, 4],
      hyperparams: { epochs: 60 },
      model_name: 'baseline-2C',
    },
    { algorithm: 'deephpm', battery_ids: [1, 2, 3], hyperparams: { epochs: 60 }, model_name: 'hpm-2C' },
    { algorithm: 'deephpm', battery_ids: [1, 2], hyperparams: { learning_rate: 1, physics_weight: 1000 } },
    {
      algorithm: 'bilstm',
      battery_ids: [1],
      hyperparams: { epochs: 4 },
      model_name:
        'a name that says everything about the cells, the rate, the temperature and the day of the run',
    },
  ];
  const [first, ...others] = jobs;
  // The first model is that of the first job.
  await call('POST', `${program.api}/training-jobs`, first);
  await waitForJob(program.api, 1);
  await call('POST', `${program.api}/models/1/evaluations`, { battery_ids: [4, 5, 6] });
  for (const job of others) await call('POST', `${program.api}/training-jobs`, job);
  await Promise.all(others.map((_, index) => waitForJob(program.api, index + 2)));
}
