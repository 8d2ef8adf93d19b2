import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dropFiles } from '../support/drop-files.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { saveFromMenu } from '../support/save-from-menu.ts';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { call, upload, waitForJob } from '../support/rest-client.ts';

describe('a model that is used and judged', () => {
  let open: InterfacePage;
  let page: Page;
  const session = useInterface({
    prepare: async ({ browser, program: { url, api } }) => {
      for (const [name, fade] of [
        ['cell-1', 0.0016],
        ['cell-2', 0.0018],
        ['cell-3', 0.002],
      ] as const) {
        await upload(api, { name: `${name}.csv`, content: fadingCellCsv(280, fade) });
      }
      const { body } = await call('POST', `${api}/training-jobs`, {
        algorithm: 'baseline',
        battery_ids: [1, 2, 3],
        model_name: 'fade model',
        hyperparams: { epochs: 40, validation_battery_ids: [3] },
      });
      await waitForJob(api, (body as { id: number }).id);
      open = await openInterface(browser, `${url}/#/predict`);
      page = open.page;
    },
  });
  const curve = (name: string) => page.getByRole('img', { name: new RegExp(`^${name}`) });

  it('a dropped file is imported first, and says so; then comes its curve and the answer for its last cycle', async () => {
    await page.getByText('Choose a cell, or drop a file here').waitFor();
    await page.getByText('No predictions yet').waitFor();
    await expectAccessible(page);
    const content = fadingCellCsv(150, 0.0017);
    await dropFiles(page, { 'brought.csv': content }, 'Drop to import and predict');

    await page.getByText('brought.csv is imported as 1 cell:').waitFor();
    await curve('SoH \\(%\\) of brought over 150 cycles: predicted and measured').waitFor();
    await curve('RUL \\(cycles to 80 % SoH\\) of brought over 150 cycles').waitFor();
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('At its last cycle, 150').waitFor();
    expect(await answer.textContent()).toMatch(/\d\d\.\d %SoH of 2(\.\d+)? Ah, 90 %: [\d.]+ to [\d.]+ %/);
    expect(await answer.textContent()).toMatch(/No track record: a single cell judged it/);
    await page
      .getByRole('list', { name: 'What to mind' })
      .getByText(/interval is a guess/)
      .waitFor();
    await page.getByRole('row', { name: /brought.*fade model/ }).waitFor();
    await expectAccessible(page);

    await dropFiles(page, { 'again.csv': content }, 'Drop to import and predict');
    await page.getByText('again.csv is stored already').waitFor();
    await page.getByRole('grid', { name: 'Predictions' }).getByRole('row').nth(2).waitFor();
    expect(
      ((await call('GET', `${session.program.api}/batteries`)).body as { items: unknown[] }).items,
    ).toHaveLength(4);
  });

  it('the same question as a call gets the same answer; a script’s prediction appears by itself', async () => {
    const text = (await page.getByLabel('curl command').textContent()) ?? '';
    const question = JSON.parse(/-d '(.*)'$/s.exec(text)?.[1] ?? '') as object;
    expect(question).toEqual({ algorithm: 'baseline', model_id: 1, battery_id: 4 });
    const { status, body } = await call('POST', `${session.program.api}/predictions`, question);
    expect(status).toBe(201);
    const { result } = body as { result: { soh: number } };
    await page
      .getByRole('region', { name: 'Answer' })
      .getByText((result.soh * 100).toFixed(1))
      .first()
      .waitFor();
    await page.getByRole('grid', { name: 'Predictions' }).getByRole('row').nth(3).waitFor();
  });

  it('the curve leaves as SVG, PNG and CSV, the band in it', async () => {
    const svg = await saveFromMenu(page, 'Export the SoH (%)', 'SVG');
    expect(svg).toContain('>SoH of brought by fade model · an input resembles the label</text>');
    expect(svg).toContain('>predicted, 90 % band</text>');
    expect(
      (await saveFromMenu(page, 'Export the RUL (cycles to 80 % SoH)', 'PNG')).startsWith('\u0089PNG'),
    ).toBe(true);
    const csv = (await saveFromMenu(page, 'Export the SoH (%)', 'CSV')).trim().split('\r\n');
    expect(csv[0]).toBe('cycle,soh_predicted,soh_predicted_low,soh_predicted_high,soh_measured');
    expect(csv).toHaveLength(151);
  });

  it('without a mouse: P, model, cell, Predict', async () => {
    await page.goto(`${session.program.url}/#/models/1`);
    await page.getByRole('heading', { name: 'fade model' }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Predict', exact: true }).waitFor();
    await tabTo(page, 'Cell');
    await page.keyboard.type('cell-1');
    await tabTo(page, 'Predict');
    await page.keyboard.press('Enter');
    await curve('SoH \\(%\\) of cell-1').waitFor();
    await page
      .getByText(/The model was trained on this cell/)
      .first()
      .waitFor();
  });

  it('a cell that lacks what the model needs is refused with the reason', async () => {
    const csv = fadingCellCsv(40).split('\n');
    const bare = csv.map((line) => line.split(',').slice(0, 2).join(','));
    await dropFiles(page, { 'bare.csv': bare.join('\n') }, 'Drop to import and predict');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/No prediction/);
    await expectAccessible(page);
  });

  it('a model is judged on chosen cells: verdict, the better one marked, points, residuals, history', async () => {
    await page.goto(`${session.program.url}/#/models/1`);
    const section = page.getByRole('region', { name: 'Evaluation', exact: true });
    await section.getByRole('checkbox', { name: 'cell-1' }).check();
    await section.getByRole('checkbox', { name: 'brought' }).check();
    await section.getByRole('button', { name: 'Evaluate on 3 cells' }).click();
    // The one that was brought never reaches its end, so it has no RUL to compare.
    for (const [name, points] of [
      ['SoH, predicted over measured', 710],
      ['SoH residual', 710],
      ['RUL, predicted over measured', 560],
      ['RUL residual', 560],
    ] as const) {
      await section.getByRole('img', { name: new RegExp(`^${name}: ${points} points`) }).waitFor();
    }
    await section.getByText('(the smallest)').first().waitFor({ state: 'attached' });
    await section
      .getByRole('list', { name: 'Earlier evaluations' })
      .getByRole('button', { name: '3 cells' })
      .waitFor();
    await expectAccessible(page);

    const csv = (await saveFromMenu(page, 'Export SoH residual', 'CSV')).trim().split('\r\n');
    expect(csv).toHaveLength(1 + 710);
    const svg = await saveFromMenu(page, 'Export RUL, predicted over measured', 'SVG');
    expect(svg).toContain('>measured RUL (cycles)</text>');
    await section.getByRole('button', { name: 'brought' }).last().click();
    await section.getByRole('img', { name: /^SoH residual: 560 points/ }).waitFor();

    await page.reload();
    await section.getByRole('img', { name: /^SoH residual: 710 points/ }).waitFor();
    expect(open.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  });
});

/** Goes on with Tab until the named element has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const focused = await page.evaluate<string>(
      `document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent`,
    );
    if (focused === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}
