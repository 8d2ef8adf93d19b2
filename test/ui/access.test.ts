import { describe, expect, it } from 'vitest';
import { expectAccessible, openInterface } from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';

describe('a program that asks for an access token', () => {
  const session = useInterface({ env: { CELLWRIGHT_ACCESS_TOKEN: 'open-sesame-of-the-lab' } });

  it('shows nothing without it, says what it wants, and opens with the right one', async () => {
    const { page, close } = await openInterface(session.browser, session.program.url);
    const field = page.getByLabel('Token', { exact: true });
    await field.waitFor();
    await expectAccessible(page);
    await field.fill('open-barley');
    await page.keyboard.press('Enter');
    await page.getByText('API locked').waitFor();

    await field.fill('open-sesame-of-the-lab');
    await page.keyboard.press('Enter');
    await page.getByText('API live').waitFor();
    await page.getByRole('button', { name: 'Add samples and go on' }).click();
    await page.getByText('6 of 6 cells chosen').waitFor();
    expect(page.url()).not.toContain('sesame');
    await close();
  });
});
