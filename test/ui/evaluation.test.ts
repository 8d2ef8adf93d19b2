import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { type InterfaceSession, useInterface } from '../support/interface-session.ts';
import { call, waitForJob } from '../support/rest-client.ts';

const byCycle = 'by cycle: Split by cycle';

describe('what makes an error believable, on the screen', () => {
  const session = useInterface({ prepare: fill });
  const openAt = (hash: string): Promise<InterfacePage> =>
    openInterface(session.browser, `${session.program.url}/${hash}`);

  it('references stand in the chart, in its readout and beside the model', async () => {
    const { page, complaints, close } = await openAt('#/jobs/1');
    const values = page.getByRole('group', { name: 'Values' });
    for (const name of ['mean', 'linear fade', 'ridge']) {
      await values.getByRole('button', { name: new RegExp(`^${name} `) }).waitFor();
    }
    const facts = page.getByRole('complementary', { name: 'Facts' });
    await facts.getByText('Beside references').waitFor();
    await facts.getByText('this model').waitFor();
    await facts
      .getByText(/better/)
      .first()
      .waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('a hidden reference stays out of the picture that leaves', async () => {
    const { page, close } = await openAt('#/jobs/1');
    await page
      .getByRole('group', { name: 'Values' })
      .getByRole('button', { name: /^mean / })
      .click();
    await page.getByRole('button', { name: 'Export the curves' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as SVG' }).click(),
    ]);
    const svg = await readFile(await download.path(), 'utf8');
    expect(svg).toContain('>ridge</text>');
    expect(svg).not.toContain('>mean</text>');
    await close();
  });

  it('a row stands beside ridge, and a split by cycle has its badge wherever the number shows', async () => {
    const { page, complaints, close } = await openAt('#/jobs');
    await page
      .getByRole('row', { name: /across cells/ })
      .getByText(/^SoH .* · ridge .* %$/)
      .waitFor();
    await page
      .getByRole('row', { name: /one cell/ })
      .getByRole('note', { name: byCycle })
      .waitFor();
    await page.getByRole('link', { name: /one cell/ }).click();
    await page.getByRole('region', { name: 'Loss curves' }).getByRole('note', { name: byCycle }).waitFor();
    await page.getByRole('list', { name: 'Why the figures may flatter' }).waitFor();
    await page.getByRole('button', { name: 'Export the curves' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toContain('validated-by-cycle');
    expect(complaints).toEqual([]);
    await close();
  });

  it('folds are chosen in the form, refused with the contract’s words, and carried by the call', async () => {
    const { page, complaints, close } = await openAt('#/new-job?cells=1,2,3');
    const curl = page.getByLabel('curl command');
    await page.getByLabel('Trainings').selectOption('leave_one_battery_out');
    await page.getByText('3 trainings: each cell is left out once').waitFor();
    expect(await curl.textContent()).toContain('"folds": "leave_one_battery_out"');
    await page.getByLabel('Trainings').selectOption('repeated_seeds');
    await page.getByLabel('Number of seeds').fill('1');
    await page.getByText('must be at least 2').waitFor();
    await page.getByLabel('Number of seeds').fill('4');
    expect(await curl.textContent()).toContain('"folds": 4');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('a job with folds is offered again with them', async () => {
    const { page, close } = await openAt('#/new-job?like=3');
    await page.getByText('3 of 6 cells chosen').waitFor();
    expect(await page.getByLabel('Trainings').inputValue()).toBe('repeated_seeds');
    expect(await page.getByLabel('Number of seeds').inputValue()).toBe('2');
    await close();
  });

  it('the port of the next start and the GPU are settings that hold', async () => {
    const { page, complaints, close } = await openAt('#/settings');
    const port = page.getByRole('textbox', { name: 'Port at the next start' });
    await port.fill('80');
    await page.keyboard.press('Enter');
    await page.getByText(/must be at least 1024/).waitFor();
    await port.fill('18431');
    await page.keyboard.press('Enter');
    await page.getByText('Setting saved').first().waitFor();
    await page
      .getByRole('radiogroup', { name: 'Leave the GPU to training' })
      .getByText('On', { exact: true })
      .click();
    await page.getByText(/always draws its window without the GPU/).waitFor();
    expect((await call('GET', `${session.program.api}/settings`)).body).toMatchObject({
      port_at_next_start: 18431,
      leave_gpu_to_training: 'on',
    });
    await expectAccessible(page);
    expect(complaints.filter((text) => !/status of 422/.test(text))).toEqual([]);
    await close();
  });
});

async function fill({ program }: InterfaceSession): Promise<void> {
  await call('POST', `${program.api}/batteries/samples`);
  const jobs = [
    {
      algorithm: 'baseline',
      battery_ids: [1, 2, 3],
      hyperparams: { epochs: 30 },
      model_name: 'across cells',
    },
    { algorithm: 'baseline', battery_ids: [1], hyperparams: { epochs: 30 }, model_name: 'one cell' },
    {
      algorithm: 'baseline',
      battery_ids: [1, 2, 3],
      hyperparams: { epochs: 10, folds: 2 },
      model_name: 'folds',
    },
  ];
  for (const job of jobs) await call('POST', `${program.api}/training-jobs`, job);
  await Promise.all(jobs.map((_, index) => waitForJob(program.api, index + 1)));
}
