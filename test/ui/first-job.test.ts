import { describe, expect, it } from 'vitest';
import { expectAccessible, type InterfacePage, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { withinMs } from '../support/time-factor.ts';

describe('from nothing to a model', () => {
  let open: InterfacePage;
  const session = useInterface({
    prepare: async ({ browser, program }) => {
      open = await openInterface(browser, program.url);
    },
  });

  it(
    'sample cells, a job, its live curve and its model, without a reload',
    { timeout: withinMs(90_000) },
    async () => {
      const { page, complaints, loads } = open;
      await page.getByText('Bring your cells').waitFor();
      await expectAccessible(page);

      await page.getByRole('button', { name: 'Add samples and go on' }).click();
      await page.getByText('6 of 6 cells chosen').waitFor();
      await page.getByRole('radio', { name: /Baseline/ }).check({ force: true });
      await page.getByRole('textbox', { name: 'epochs' }).fill('60');
      await page.getByRole('textbox', { name: 'Model name' }).fill('first model');
      expect(await page.getByLabel('curl command').textContent()).toContain('"epochs": 60');
      await page.getByRole('button', { name: 'Start job' }).click();

      await page.getByRole('heading', { name: '#1 first model' }).waitFor();
      await page.getByRole('img', { name: /^Loss of first model over \d+ epochs/ }).waitFor();
      const facts = page.getByRole('complementary', { name: 'Facts' });
      await facts.getByText('Succeeded').waitFor();
      await facts.getByText('SoH error (MAPE)').waitFor();
      await page.getByText(/Epoch 60\/60 - Loss:/).waitFor();
      await page.getByText('60 / 60').waitFor();
      await expectAccessible(page);

      await page.getByRole('link', { name: /^Models/ }).click();
      await page.getByRole('link', { name: 'first model' }).click();
      await page.getByRole('heading', { name: 'first model' }).waitFor();
      await expectAccessible(page);
      expect(loads()).toBe(1);
      expect(complaints).toEqual([]);
    },
  );

  it('the same settings are offered again, and the API’s own words stand at a wrong field', async () => {
    const { page } = open;
    await page.keyboard.press('n');
    await page.getByText('6 of 6 cells chosen').waitFor();
    expect(await page.getByRole('textbox', { name: 'epochs' }).inputValue()).toBe('60');
    await page.getByRole('textbox', { name: 'epochs' }).fill('0');
    await page.getByText('must be at least 1').waitFor();
    await page.getByRole('checkbox', { name: 'All shown' }).uncheck();
    await page.getByRole('button', { name: 'Start job' }).click();
    await page.getByText('must contain at least 1 item').waitFor();
    expect(new URL(page.url()).hash).toBe('#/new-job');
  });

  it('a model is renamed in place, downloaded and deleted', async () => {
    const { page, complaints } = open;
    await page.goto(`${session.program.url}/#/models/1`);
    await page.getByRole('textbox', { name: 'Name' }).fill('renamed');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'renamed' }).waitFor();
    for (const [name, ending] of [
      ['Safetensors', /\.safetensors$/],
      ['ONNX', /\.onnx$/],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Download ${name}` }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(ending);
    }
    await page.getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('dialog', { name: 'Delete renamed?' });
    await question.waitFor();
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Delete the model' }).click();
    await page.getByText('No models yet').waitFor();
    expect(complaints).toEqual([]);
  });
});
