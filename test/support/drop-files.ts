/** Drops files on a page as from a file manager: the browser's own DataTransfer with real files in it. */
import type { JSHandle, Locator, Page } from 'playwright';

const asTransfer = (page: Page, contentByName: Readonly<Record<string, string>>) =>
  page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, content] of Object.entries(${JSON.stringify(contentByName)})) {
      transfer.items.add(new File([content], name, { type: 'text/csv' }));
    }
    return transfer;
  })()`);

/** On the page's own area for files. `words` are what the page says while they hover. */
export async function dropFiles(
  page: Page,
  contentByName: Readonly<Record<string, string>>,
  words = 'Drop to import',
): Promise<void> {
  await dropOn(page, page.getByTestId('drop-area'), { files: await asTransfer(page, contentByName), words });
}

/** Anywhere on a page that has no area of its own for them. */
export async function dropAnywhere(
  page: Page,
  contentByName: Readonly<Record<string, string>>,
): Promise<void> {
  const files = await asTransfer(page, contentByName);
  await dropOn(page, page.getByRole('main'), { files, words: 'Drop to import' });
}

interface Dropped {
  readonly files: JSHandle;
  readonly words: string;
}

async function dropOn(page: Page, area: Locator, { files, words }: Dropped): Promise<void> {
  await area.dispatchEvent('dragover', { dataTransfer: files });
  await page.getByText(words).waitFor();
  await area.dispatchEvent('drop', { dataTransfer: files });
}
