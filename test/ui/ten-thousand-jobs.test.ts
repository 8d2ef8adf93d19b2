import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { fillWithJobs, sohErrorOf } from '../support/many-jobs.ts';
import { withinMs } from '../support/time-factor.ts';

const jobCount = 10_000;

describe('ten thousand jobs', () => {
  const session = useInterface({ fill: (dataDir) => fillWithJobs(dataDir, jobCount) });
  let open: InterfacePage;
  let page: Page;
  beforeEach(async () => {
    open = await openInterface(session.browser, session.program.url);
    page = open.page;
    await row(jobCount).waitFor();
    return () => open.close();
  });
  const row = (id: number) => page.getByRole('row', { name: new RegExp(`#${id}(\\D|$)`) });
  const took = async (what: string, act: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await act();
    const ms = Math.round(performance.now() - startedAt);
    console.log(`10 000 jobs, ${what}: ${ms} ms`);
    return ms;
  };

  it('are shown, scrolled, sorted, searched and ticked at once', async () => {
    const limit = withinMs(2_000);
    expect(await took('opened', () => page.reload().then(() => row(jobCount).waitFor()))).toBeLessThan(limit);
    const toEnd = () =>
      page.evaluate(`document.querySelector('[role=grid]').scrollTop = 1e9`).then(() => row(1).waitFor());
    expect(await took('scrolled to the end', toEnd)).toBeLessThan(limit);
    const best = Array.from({ length: jobCount }, (_, index) => index + 1)
      .filter((id) => id % 10 !== 0)
      .toSorted((one, other) => sohErrorOf(one) - sohErrorOf(other) || other - one)[0];
    const sort = () =>
      page
        .getByRole('columnheader', { name: 'SoH error' })
        .getByRole('button')
        .click()
        .then(() =>
          page
            .getByRole('row')
            .nth(1)
            .getByText(`#${best ?? 0}`)
            .waitFor(),
        );
    expect(await took('sorted by error', sort)).toBeLessThan(limit);
    const search = () =>
      page
        .getByRole('searchbox', { name: 'Search jobs' })
        .fill('needle')
        .then(() => row(3).waitFor());
    expect(await took('searched', search)).toBeLessThan(limit);
    await page.getByRole('searchbox', { name: 'Search jobs' }).fill('');
    await page
      .getByRole('row')
      .nth(1)
      .getByText(`#${best ?? 0}`)
      .waitFor();
    const tick = () =>
      page
        .getByRole('checkbox', { name: 'Select all' })
        .click()
        .then(() => page.getByText(/10.000 jobs selected/).waitFor());
    expect(await took('all ticked', tick)).toBeLessThan(withinMs(5_000));
    expect(open.complaints).toEqual([]);
  });

  it('a filter that is saved is there again after a reload', async () => {
    await page.getByRole('button', { name: /^Failed/ }).click();
    await page.getByRole('searchbox', { name: 'Search jobs' }).fill('rack 9990');
    await row(9990).waitFor();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save “Failed, with rack 9990”' }).click();
    await page.reload();
    await row(jobCount).waitFor();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Failed, with rack 9990' }).click();
    await row(9990).waitFor();
    expect(await page.getByRole('grid', { name: 'Jobs' }).getAttribute('aria-rowcount')).toBe('2');
    expect(open.complaints).toEqual([]);
  });
});
