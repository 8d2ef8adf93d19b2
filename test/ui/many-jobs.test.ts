import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { failureOfJob, fillWithJobs, sohErrorOf } from '../support/many-jobs.ts';

const jobCount = 1000;
const ids = Array.from({ length: jobCount }, (_, index) => index + 1);
const succeeded = ids.filter((id) => id % 10 !== 0);
const bySohError = succeeded.toSorted((one, other) => sohErrorOf(one) - sohErrorOf(other));

describe('a thousand jobs', () => {
  const session = useInterface({ fill: (dataDir) => fillWithJobs(dataDir, jobCount) });
  let open: InterfacePage;
  let page: Page;
  /** Questions for rows since the last look, as their query says; whatever was asked for one job stands with its path. */
  let asked: string[];
  const newQuestions = (): string[] => asked.splice(0, asked.length);

  beforeEach(async () => {
    asked = [];
    open = await openInterface(session.browser, 'about:blank', { origin: session.program.url });
    page = open.page;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.endsWith('/training-jobs') && url.searchParams.get('status') !== 'running') {
        url.searchParams.delete('fields');
        asked.push(url.search);
      } else if (/\/training-jobs\/\d+/.test(url.pathname)) asked.push(url.pathname);
    });
    await page.goto(session.program.url);
    await row(jobCount).waitFor();
    return () => open.close();
  });
  const row = (id: number) => page.getByRole('row', { name: new RegExp(`#${id}(\\D|$)`) });
  const firstRow = () => page.getByRole('row').nth(1);
  const sortBy = (title: string) =>
    page.getByRole('columnheader', { name: title }).getByRole('button').click();

  it('are one question, wherever one scrolls one more for the rows there, and none for a job by itself', async () => {
    expect(newQuestions()).toEqual(['?page=1&page_size=100']);
    await page
      .getByText('All 1\u202f000')
      .or(page.getByRole('button', { name: 'All 1000' }))
      .waitFor();
    await page.evaluate(
      `const grid = document.querySelector('[role=grid]'); grid.scrollTop = grid.scrollHeight;`,
    );
    await row(1).waitFor();
    expect(newQuestions()).toEqual(['?page=10&page_size=100']);
    await expectAccessible(page);
    expect(open.complaints).toEqual([]);
  });

  it('sorted by error: the best of all comes first, at one question', async () => {
    newQuestions();
    await sortBy('SoH error');
    await firstRow().getByText(`#${bySohError[0]}`).waitFor();
    await sortBy('SoH error');
    await firstRow()
      .getByText(`#${bySohError.at(-1)}`)
      .waitFor();
    expect(newQuestions()).toEqual([
      '?sort=soh_error&page=1&page_size=100',
      '?sort=-soh_error&page=1&page_size=100',
    ]);
    await sortBy('Loss');
    await firstRow()
      .getByText(`#${ids.toSorted((one, other) => sohErrorOf(one) - sohErrorOf(other))[0]}`)
      .waitFor();
  });

  it('searched: all with the word are found at one question', async () => {
    newQuestions();
    await page.getByRole('searchbox', { name: 'Search jobs' }).fill('operator rack 990');
    await row(jobCount).waitFor({ state: 'detached' });
    await firstRow().getByText(failureOfJob(990)).waitFor();
    expect(await page.getByRole('grid', { name: 'Jobs' }).getAttribute('aria-rowcount')).toBe('2');
    expect(newQuestions()).toEqual(['?search=operator+rack+990&page=1&page_size=100']);
    await page.getByRole('searchbox', { name: 'Search jobs' }).fill('needle');
    await row(3).waitFor();
  });

  it('copied: all of them, in their order, with what was never on the screen', async () => {
    await sortBy('SoH error');
    await firstRow().getByText(`#${bySohError[0]}`).waitFor();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Table copied').waitFor();
    const [head = '', ...lines] = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\n');
    expect(lines).toHaveLength(jobCount);
    const errorAt = head.split('\t').indexOf('SoH error');
    const copied = lines.map((line) => line.split('\t')[errorAt]);
    expect(copied.slice(0, succeeded.length)).toEqual(bySohError.map((id) => String(sohErrorOf(id))));
  });

  it('ticked: one, a range over rows that were never read, and all, by mouse and by keyboard', async () => {
    const bar = page.getByRole('group', { name: 'Selected jobs' });
    await page.getByRole('checkbox', { name: `Select #${jobCount} ` }).click();
    await bar.getByText('1 job selected').waitFor();
    await page.evaluate(
      `const grid = document.querySelector('[role=grid]'); grid.scrollTop = grid.scrollHeight;`,
    );
    await page.getByRole('checkbox', { name: 'Select #3 the needle' }).click({ modifiers: ['Shift'] });
    await bar.getByText('998 jobs selected').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('x');
    await bar.getByText('1 job selected').waitFor();
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Shift+K');
    await bar.getByText('3 jobs selected').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Select #5 ' }).isChecked()).toBe(true);
    await bar.getByRole('button', { name: 'Select none' }).click();
    await page.getByRole('checkbox', { name: 'Select all' }).click();
    await bar.getByText('1000 jobs selected').or(bar.getByText('1\u202f000 jobs selected')).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('Ctrl K: one that was never on the screen is found by its name and by its number', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('job needle');
    await page.getByRole('option', { name: /#3 the needle/ }).waitFor();
    await page.getByRole('combobox', { name: 'Go to' }).fill('#517');
    await page.getByRole('option', { name: /#517/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '#517 Job 517' }).waitFor();
    expect(open.complaints).toEqual([]);
  });
});
