import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  type InterfacePage,
  openInterface,
  takeScreenshot,
} from '../support/interface-page.ts';
import { useInterface } from '../support/interface-session.ts';
import { startProgram } from '../support/program.ts';
import { call, waitForJob } from '../support/rest-client.ts';
import { saveFromMenu } from '../support/save-from-menu.ts';
import { withinMs } from '../support/time-factor.ts';

const long = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 50_000 } };

describe('the life of a job on the screen', () => {
  const session = useInterface({
    args: ['--max-concurrent-jobs', '1'],
    prepare: async ({ program }) => {
      await call('POST', `${program.api}/batteries/samples`);
    },
  });
  let open: InterfacePage;
  let page: Page;

  beforeEach(async () => {
    open = await openInterface(session.browser, session.program.url);
    page = open.page;
    return () => open.close();
  });
  const start = async (job: object): Promise<number> => {
    const { body } = await call('POST', `${session.program.api}/training-jobs`, job);
    return (body as { id: number }).id;
  };

  it('a job started by a script appears, runs, and is stopped after one question; the next one starts', async () => {
    await page.getByRole('button', { name: 'New job' }).first().waitFor();
    const first = await start({ ...long, model_name: 'to be stopped' });
    const second = await start({ ...long, model_name: 'waits' });
    const row = page.getByRole('row', { name: /to be stopped/ });
    await row.getByText('Running').waitFor();
    await page.getByRole('row', { name: /waits/ }).getByText('1 of 1 places busy, next in line').waitFor();
    await page.getByText(/^1 running · 1 waiting/).waitFor();
    await row.getByRole('progressbar').waitFor();
    await expectAccessible(page);

    await row.hover();
    await row.getByRole('button', { name: `Stop #${first}` }).click();
    await page.getByRole('button', { name: 'Stop the job' }).click();
    await row.getByText('Stopped').waitFor();
    await page.getByRole('row', { name: /waits/ }).getByText('Running').waitFor();

    await page.getByRole('button', { name: /^Stopped/ }).click();
    await page.getByRole('row', { name: /waits/ }).waitFor({ state: 'detached' });
    await call('POST', `${session.program.api}/training-jobs/${second}/stop`);
    await page.getByRole('row', { name: /waits/ }).getByText('Stopped').waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('paused and resumed by keys and buttons, and finished in place of a stop: it keeps its model', async () => {
    const id = await start({ ...long, model_name: 'in between' });
    const next = await start({ ...long, model_name: 'behind it' });
    const row = page.getByRole('row', { name: /in between/ });
    await row.getByText('Running').waitFor();
    await expect
      .poll(async () => (await call('GET', `${session.program.api}/training-jobs/${id}`)).body, {
        timeout: withinMs(15_000),
      })
      .toMatchObject({ current_epoch: expect.toSatisfy((epoch: number) => epoch > 0) });
    await row.hover();
    await row.getByRole('button', { name: `Pause #${id}` }).click();
    await row.getByText('Paused', { exact: true }).waitFor();
    await row.getByText(/at epoch .* waits until it is resumed/).waitFor();
    await page
      .getByRole('row', { name: /behind it/ })
      .getByText('Running')
      .waitFor();
    await page.getByText(/^1 running · 0 waiting · 1 paused/).waitFor();
    await page.getByRole('button', { name: 'Paused 1' }).click();
    await page.getByRole('row', { name: /behind it/ }).waitFor({ state: 'detached' });
    await expectAccessible(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await takeScreenshot(page, `paused-job-${theme}`);
    }
    await page.getByRole('link', { name: `#${id}` }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await call('POST', `${session.program.api}/training-jobs/${next}/stop`);
    const facts = page.getByRole('complementary', { name: 'Facts' });
    await facts.getByText('Running').waitFor();
    await page.keyboard.press('h');
    await facts.getByText('Paused', { exact: true }).waitFor();
    await takeScreenshot(page, 'paused-job-page-dark');
    await page.keyboard.press('h');
    await facts.getByText('Running').waitFor();
    await page.keyboard.press('s');
    await page
      .getByRole('dialog')
      .getByText(/its best weights become a model/)
      .waitFor();
    await takeScreenshot(page, 'stop-or-finish-dark');
    await page.getByRole('button', { name: 'Finish, keep the model' }).click();
    await facts.getByText('Succeeded').waitFor();
    expect((await call('GET', `${session.program.api}/training-jobs/${id}`)).body).toMatchObject({
      status: 'succeeded',
      ended_by: 'choice',
    });
    expect(open.complaints).toEqual([]);
  });

  it('a waiting job goes to the top by a key; the queue is held and released; what succeeded is trained further', async () => {
    const [running, first, second] = [
      await start({ ...long, model_name: 'at work' }),
      await start({ ...long, hyperparams: { epochs: 2 }, model_name: 'came first' }),
      await start({ ...long, hyperparams: { epochs: 2 }, model_name: 'came later' }),
    ];
    const later = page.getByRole('row', { name: /came later/ });
    await later.getByText('1 of 1 places busy, 1 before it').waitFor();
    await page.getByRole('button', { name: 'Hold the queue' }).click();
    await later.getByText('the queue is held, 1 before it').waitFor();
    await call('POST', `${session.program.api}/training-jobs/${running}/stop`);
    await page
      .getByRole('row', { name: /at work/ })
      .getByText('Stopped')
      .waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('t');
    await later.getByText('the queue is held, next in line').waitFor();
    await expectAccessible(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await takeScreenshot(page, `held-queue-${theme}`);
    }
    await page.getByRole('button', { name: 'Release the queue' }).click();
    const ends = [
      await waitForJob(session.program.api, second),
      await waitForJob(session.program.api, first),
    ];
    const [laterEnd = '', firstEnd = ''] = ends.map(({ job }) => job.finished_at ?? '');
    expect(laterEnd < firstEnd).toBe(true);
    await page.goto(`${session.program.url}/#/jobs/${second}`);
    await page.getByRole('button', { name: 'More epochs' }).click();
    await page.getByRole('button', { name: 'Train 2 more epochs' }).click();
    await page.getByRole('heading', { name: `#${second + 1} came later` }).waitFor();
    expect((await waitForJob(session.program.api, second + 1)).job).toMatchObject({
      status: 'succeeded',
      extends_job_id: second,
      current_epoch: 4,
    });
    expect(open.complaints).toEqual([]);
  });

  it('a failure says why, on top of its page and in its row, and is deleted after one question', async () => {
    const id = await start({
      algorithm: 'deephpm',
      battery_ids: [1, 2],
      hyperparams: { learning_rate: 1, physics_weight: 1000 },
    });
    await waitForJob(session.program.api, id);
    const reason = /The loss became NaN in epoch \d+: lower learning_rate/;
    await page
      .getByRole('row', { name: new RegExp(`#${id}`) })
      .getByText(reason)
      .waitFor();
    await page.getByRole('link', { name: `#${id}` }).click();
    await page.getByRole('alert').getByText(reason).waitFor();
    await page.getByLabel('Level').selectOption('ERROR');
    await page.getByText('1 line', { exact: true }).waitFor();
    await expectAccessible(page);

    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete the job' }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await page.getByText(`#${id} Job ${id} is deleted`).waitFor();
    expect((await call('GET', `${session.program.api}/training-jobs/${id}`)).status).toBe(404);
    expect(open.complaints).toEqual([]);
  });

  it(
    'a lost connection says so; regained, nothing is missing or doubled',
    { timeout: withinMs(60_000) },
    async () => {
      const id = await start({ ...long, hyperparams: { epochs: 300 }, model_name: 'across the break' });
      await page.goto(`${session.program.url}/#/jobs/${id}`);
      await page.getByRole('img', { name: /^Loss of across the break/ }).waitFor();
      const { port } = new URL(session.program.url);
      await session.program.stop({ keepData: true });
      await page.getByText(/^No connection to/).waitFor();

      session.program = await startProgram({
        args: ['--port', port, '--max-concurrent-jobs', '1'],
        dataDir: session.program.dataDir,
      });
      await page.getByText(/^No connection to/).waitFor({ state: 'detached' });
      await waitForJob(session.program.api, id);
      const facts = page.getByRole('complementary', { name: 'Facts' });
      await facts.getByText('Succeeded').waitFor();
      await page.getByRole('img', { name: /over 300 epochs/ }).waitFor();

      const { body } = await call('GET', `${session.program.api}/training-jobs/${id}/metrics`);
      const { epochs } = body as { epochs: number[] };
      const csv = await saveCsv(page);
      expect(csv.map((line) => Number(line.split(',')[0]))).toEqual(epochs);
      await page.getByText(/Epoch 300\/300/).waitFor();
    },
  );

  it(
    'curves with their terms are asked for once and grow by the events alone',
    { timeout: 60_000 },
    async () => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await start({ ...long, model_name: 'holds the place' });
      const hyperparams = { epochs: 40, folds: 2 };
      const id = await start({
        algorithm: 'deephpm',
        battery_ids: [1, 2, 3],
        hyperparams,
        model_name: 'terms',
      });
      await page.goto(`${session.program.url}/#/jobs/${id}`);
      await page.getByText('The curve begins when the job does').waitFor();
      await call('POST', `${session.program.api}/training-jobs/${id - 1}/stop`);
      await waitForJob(session.program.api, id);
      await page.getByRole('img', { name: /over 40 epochs/ }).waitFor();

      const { body } = await call('GET', `${session.program.api}/training-jobs/${id}/metrics`);
      const metrics = body as Record<string, (number | null)[]>;
      const [head = '', ...lines] = (await save(page, 'CSV')).trim().split('\r\n');
      const columns = head.split(',').slice(1);
      expect(columns).toContain('physics_f_loss');
      const drawn = lines.map((line) => line.split(',').slice(1));
      for (const [index, name] of columns.entries()) {
        const values = metrics[name]?.map((value) => (value === null ? '' : String(value)));
        if (values) expect(drawn.map((line) => line[index])).toEqual(values);
      }
      expect(asked.filter((path) => path.endsWith('/metrics'))).toHaveLength(1);
      expect(open.complaints).toEqual([]);
    },
  );

  it('the log is searched and copied, the curves leave as pictures', async () => {
    const id = await start({ ...long, hyperparams: { epochs: 40 }, model_name: 'a log' });
    await waitForJob(session.program.api, id);
    await page.goto(`${session.program.url}/#/jobs/${id}`);
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('epoch 40/40');
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Log' }).getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Log copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toMatch(
      /INFO {5}Epoch 40\/40 - Loss/,
    );

    for (const [kind, beginning] of [
      ['SVG', '<svg'],
      ['PNG', '\u0089PNG'],
    ] as const) {
      const text = await save(page, kind);
      expect(text.startsWith(beginning)).toBe(true);
    }
    await page.getByLabel('Smoothing').selectOption('0.9');
    const smoothed = await save(page, 'SVG');
    for (const words of [
      'a log',
      'epoch',
      'train',
      'validation',
      `training job ${id}`,
      'stroke-opacity="0.3"',
    ]) {
      expect(smoothed).toContain(words);
    }
    expect(open.complaints).toEqual([]);
  });
});

const save = (page: Page, kind: 'PNG' | 'SVG' | 'CSV'): Promise<string> =>
  saveFromMenu(page, 'Export the curves', kind);

async function saveCsv(page: Page): Promise<string[]> {
  const lines = (await save(page, 'CSV')).trim().split('\r\n');
  expect(lines[0]).toBe('epoch,train_loss,val_loss,mean_val_loss,linear_fade_val_loss,ridge_val_loss');
  return lines.slice(1);
}
