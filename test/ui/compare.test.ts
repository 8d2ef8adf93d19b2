import type { Page } from 'playwright';
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/shared/contract/comparison.ts';
import {
  expectAccessible,
  type InterfacePage,
  openInterface,
  takeScreenshot,
} from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { fillWithRuns } from '../support/many-runs.ts';
import { call, waitForJob } from '../support/rest-client.ts';
import { saveFromMenu } from '../support/save-from-menu.ts';

const runCount = 50;
const idsTo = (count: number): string => Array.from({ length: count }, (_, index) => index + 1).join();

type CsvRow = Readonly<Record<string, string>>;

function rowsOfCsv(text: string): readonly CsvRow[] {
  const [head = '', ...lines] = text.trim().split('\r\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const texts = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, texts[index] ?? '']));
  });
}

const textAt = (row: CsvRow | undefined, column: string): string => row?.[column] ?? '';
const asText = (value: number | null | undefined): string => String(value ?? '');

describe('fifty runs of unequal cells, folds and algorithms', () => {
  const session = useInterface({ fill: (dataDir) => fillWithRuns(dataDir, runCount) });
  let open: InterfacePage;
  let page: Page;
  beforeEach(async () => {
    open = await openInterface(session.browser, session.program.url);
    page = open.page;
    return () => open.close();
  });
  const answer = async (query: string): Promise<Comparison> =>
    (await call('GET', `${session.program.api}/comparisons?${query}`)).body as Comparison;
  const goTo = (query: string) => page.goto(`${session.program.url}/#/compare?${query}`);
  /** The cells of a table, row by row. */
  const readTable = (label: string): Promise<string[][]> =>
    page.evaluate(`[...document.querySelectorAll('[aria-label="${label}"] tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.replace(/▸| [(]the smallest[)]/g, '').trim()))`);

  it.each([2, 10, 50])('%i of them: every figure of the page is the API’s', async (count) => {
    const query = `jobs=${idsTo(count)}`;
    const { runs, cells, settings } = await answer(query);
    await goTo(`${query}&metric=soh_mae`);
    await page.getByText(`${count} runs`).waitFor();
    const points = (value: number | null | undefined): string =>
      value === null || value === undefined ? '–' : (value * 100).toFixed(value * 100 < 10 ? 2 : 1);
    const [, ...rows] = await readTable('Errors per cell and run');
    expect(rows.slice(0, -1).map(([name, _ridge, ...values]) => [name, ...values])).toEqual(
      cells.map(({ name, results }) => [
        name,
        ...results.map(
          (result) => points(result?.errors.soh_mae) + (result?.seen === 'trained' ? ' seen' : ''),
        ),
      ]),
    );
    expect(rows.at(-1).slice(2)).toEqual(runs.map(({ mean }) => points(mean?.soh_mae)));
    const [, ...runRows] = await readTable('Table of runs');
    expect(runRows.map((row) => row.slice(3, 6))).toEqual(
      runs.map(({ curves, mean, ridge_mean: ridge }) => [
        curves.val_loss.best?.toPrecision(3),
        points(mean?.soh_mae),
        points(ridge?.soh_mae),
      ]),
    );
    const [, ...settingRows] = await readTable('Settings that differ');
    expect(settingRows).toHaveLength(settings.length);
    expect(settingRows.find(([name]) => name === 'step size')?.slice(1)).toEqual(
      settings.find(({ name }) => name === 'learning_rate')?.values.map(String),
    );
    await expectAccessible(page);
    expect(open.complaints).toEqual([]);
  });

  it('the CSV says what the API says', async () => {
    const query = `jobs=${idsTo(10)}`;
    const { runs, cells } = await answer(query);
    await goTo(query);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    const rows = rowsOfCsv(await readFile(await download.path(), 'utf8'));
    for (const [index, run] of runs.entries()) {
      const own = rows.filter((row) => row['run'] === run.key);
      for (const { battery_id: id, results } of cells) {
        const row = own.find((one) => one['battery_id'] === String(id));
        const { errors, ridge } = results[index] ?? {};
        expect(textAt(row, 'soh_rmse')).toBe(asText(errors?.soh_rmse));
        expect(textAt(row, 'ridge_rul_mae')).toBe(asText(ridge?.rul_mae));
      }
      const mean = own.find((row) => row['cell'] === 'mean');
      expect(textAt(mean, 'soh_mape')).toBe(asText(run.mean?.soh_mape));
      expect(textAt(mean, 'val_loss_mean')).toBe(asText(run.curves.val_loss.mean));
    }
  });

  it('the pictures and the CSV of the curves say what the API says', async () => {
    const query = `jobs=${idsTo(10)}`;
    const { runs } = await answer(query);
    await goTo(query);
    await page.getByRole('img', { name: /Validation loss over the epochs/ }).waitFor();
    await expect.poll(() => page.getByRole('group', { name: 'Values' }).getByRole('button').count()).toBe(10);
    const svg = await saveFromMenu(page, 'Export the curves', 'SVG');
    for (const run of runs)
      expect(svg).toContain(`#${run.job_id} ${run.name} ${run.curves.val_loss.best?.toPrecision(3)}`);
    expect((await saveFromMenu(page, 'Export the curves', 'PNG')).slice(1, 4)).toBe('PNG');
    const curves = (await saveFromMenu(page, 'Export the curves', 'CSV')).split('\r\n');
    const metrics = (await call('GET', `${session.program.api}/training-jobs/3/metrics`)).body as {
      val_loss: number[];
    };
    const at = curves[0]?.split(',').indexOf('job-3') ?? -1;
    expect(curves.slice(1, -1).map((line) => Number(line.split(',')[at]))).toEqual(metrics.val_loss);
  });

  it('ticked rows are compared with C; the address holds what one chooses, and brings it back', async () => {
    await page.getByRole('checkbox', { name: 'Select #50 run-50' }).click();
    await page.getByRole('checkbox', { name: 'Select #47 run-47' }).click({ modifiers: ['Shift'] });
    await page.keyboard.press('c');
    await page.getByText('4 runs').waitFor();
    await page.getByRole('combobox', { name: 'Error' }).selectOption('RUL error, mean (MAE)');
    await page.getByRole('combobox', { name: 'Value' }).selectOption('last epoch');
    await page.getByText('Linear', { exact: true }).click();
    await page.getByRole('button', { name: 'Leave #48 run-48 out' }).click();
    await page.getByText('3 runs').waitFor();
    expect(page.url()).toContain('#/compare?jobs=50,49,47&metric=rul_mae&value=last&axis=linear');
    await page.reload();
    await page.getByText('3 runs').waitFor();
    expect(await page.getByRole('combobox', { name: 'Error' }).inputValue()).toBe('rul_mae');
    expect(await page.getByRole('combobox', { name: 'Value' }).inputValue()).toBe('last');
    await page.getByRole('combobox', { name: 'Add a run' }).fill('run-12');
    await page.getByRole('option', { name: '#12 run-12' }).click();
    await page.getByText('4 runs').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('a click on a line opens its job', async () => {
    await goTo('jobs=3');
    const canvas = page.getByRole('img', { name: /Validation loss over the epochs/ });
    await canvas.waitFor();
    // The one line falls from the upper left to the lower right: somewhere on the way down the middle it is met.
    const box = await canvas.boundingBox();
    if (!box) throw new Error('the chart has no box');
    for (let y = box.y + 10; y < box.y + box.height && page.url().includes('compare'); y += 8) {
      await page.mouse.click(box.x + box.width / 2, y);
    }
    await page.getByRole('heading', { name: '#3 run-3' }).waitFor();
  });

  it.each([1024, 1440, 2560])('in both themes at %i', async (width) => {
    for (const theme of ['light', 'dark'] as const) {
      const look = await openInterface(session.browser, 'about:blank', {
        theme,
        width,
        height: width > 2000 ? 1440 : 900,
        origin: session.program.url,
      });
      await look.page.goto(`${session.program.url}/#/compare?jobs=${idsTo(10)}&smooth=0.6`);
      await look.page.getByRole('img', { name: /Validation loss/ }).waitFor();
      await expectAccessible(look.page);
      await takeScreenshot(look.page, `compare-${theme}-${width}`);
      expect(look.complaints).toEqual([]);
      await look.close();
    }
  });
});

describe('runs that were not judged on the same cells', () => {
  const session = useInterface({
    prepare: async ({ program }) => {
      await call('POST', `${program.api}/batteries/samples`);
      for (const battery_ids of [
        [1, 2],
        [3, 4],
      ]) {
        const job = { algorithm: 'baseline', battery_ids, hyperparams: { epochs: 3 } };
        const { body } = await call('POST', `${program.api}/training-jobs`, job);
        await waitForJob(program.api, (body as { id: number }).id);
      }
    },
  });

  it('say so, and one click judges them all on those that none has seen', async () => {
    const { page, complaints, close } = await openInterface(session.browser, session.program.url);
    await page.goto(`${session.program.url}/#/compare?jobs=1,2`);
    await page.getByText('Not judged on the same cells.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Judge all on/ }).click();
    await page.getByText('Not judged on the same cells.').waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).toMatch(/cells=[56],[56]/);
    const query = 'jobs=1,2&cells=5,6';
    const read = async () =>
      (await call('GET', `${session.program.api}/comparisons?${query}`)).body as Comparison;
    await expect.poll(async () => (await read()).to_judge).toEqual([]);
    const { cells, runs } = await read();
    expect(runs.map(({ judged_on: ids }) => ids.toSorted())).toEqual([
      [5, 6],
      [5, 6],
    ]);
    const shown = ((cells[0]?.results[1]?.errors.soh_mae ?? NaN) * 100).toFixed(2);
    await page.getByRole('group', { name: 'Errors per cell and run' }).getByText(shown).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
