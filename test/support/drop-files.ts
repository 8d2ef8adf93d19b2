/** Drops files on a page as from a file manager: the browser's own DataTransfer with real files in it. */
import type { Page } from 'playwright';

/** `words` are what the page says while they hover. */
export async function dropFiles(
  page: Page,
  contentByName: Readonly<Record<string, string>>,
  words = 'Drop to import',
): Promise<void> {
  const files = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, content] of Object.entries(${JSON.stringify(contentByName)})) {
      transfer.items.add(new File([content], name, { type: 'text/csv' }));
    }
    return transfer;
  })()`);
  const area = page.getByTestId('drop-area');
  await area.dispatchEvent('dragover', { dataTransfer: files });
  await page.getByText(words).waitFor();
  await area.dispatchEvent('drop', { dataTransfer: files });
}
