import { afterEach, describe, expect, it, vi } from 'vitest';
import { ClientError } from '../../../../src/renderer/src/client/client-error.ts';
import type { AskOf, Client } from '../../../../src/renderer/src/client/client.ts';
import { createStores } from '../../../../src/renderer/src/state/stores.ts';
import { rowIds } from '../../../../src/renderer/src/state/job-list-store.ts';
import { exampleJob } from '../../../support/small-backend.ts';

type Question = AskOf<'list-training-jobs'>;

/** Answers from `ids` when the test lets it; a search finds only ids that contain it. */
function slowBackend(ids: number[]) {
  const asked: Question[] = [];
  const answers: { readonly give: () => void; readonly refuse: () => void }[] = [];
  const answerTo = ({ page = 1, page_size = 20, search = '' }: Question) => {
    const found = ids.filter((id) => String(id).includes(search));
    const first = (Number(page) - 1) * Number(page_size);
    const items = found.slice(first, first + Number(page_size)).map((id) => ({ ...exampleJob, id }));
    return {
      items,
      meta: { page: Number(page), page_size: Number(page_size), total: found.length, total_pages: 9 },
    };
  };
  const client = {
    call: (_name: string, question: Question) => {
      asked.push(question);
      return new Promise((resolve, reject) =>
        answers.push({
          give: () => resolve(answerTo(question)),
          refuse: () => reject(new ClientError('UNREACHABLE', 'no answer')),
        }),
      );
    },
  } as unknown as Client;
  const { jobList, gate } = createStores(client);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    jobList,
    gate,
    asked,
    answers,
    pagesAsked: () => asked.splice(0, asked.length).map(({ page }) => page),
    answer: async () => {
      for (const { give } of answers.splice(0, answers.length)) give();
      await settled();
    },
    refuse: async () => {
      for (const { refuse } of answers.splice(0, answers.length)) refuse();
      await settled();
    },
    rows: () => rowIds(jobList.state.getState()),
  };
}

const idsDown = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

afterEach(() => vi.useRealTimers());

describe('the list of jobs', () => {
  it('asks for nothing before the program was reached, then for the first page alone', async () => {
    const lab = slowBackend(idsDown(250));
    lab.jobList.open();
    expect(lab.asked).toEqual([]);
    lab.jobList.refresh();
    expect(lab.gate.isBusy()).toBe(true);
    await lab.answer();
    expect(lab.gate.isBusy()).toBe(false);
    expect(lab.pagesAsked()).toEqual([1]);
    expect(lab.rows()).toHaveLength(250);
    expect(lab.rows().slice(98, 102)).toEqual([152, 151, null, null]);
  });

  it('asks for the pages on the screen that are missing, each once', async () => {
    const lab = slowBackend(idsDown(350));
    lab.jobList.open();
    lab.jobList.refresh();
    await lab.answer();
    lab.pagesAsked();
    lab.jobList.show(95, 120);
    lab.jobList.show(180, 210);
    lab.jobList.show(190, 205);
    expect(lab.pagesAsked()).toEqual([2, 3]);
    await lab.answer();
    lab.jobList.show(0, 299);
    expect(lab.pagesAsked()).toEqual([]);
    expect(lab.rows().slice(0, 300)).toEqual(idsDown(350).slice(0, 300));
  });

  it('what is on the screen is asked for again where jobs changed, and what was elsewhere goes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ids = idsDown(350);
    const lab = slowBackend(ids);
    lab.jobList.open();
    lab.jobList.refresh();
    await lab.answer();
    lab.jobList.show(200, 210);
    await lab.answer();
    lab.pagesAsked();
    ids.unshift(351);
    lab.jobList.refresh();
    lab.jobList.refresh();
    vi.runAllTimers();
    expect(lab.pagesAsked()).toEqual([3]);
    await lab.answer();
    expect(lab.rows()).toHaveLength(351);
    expect(lab.rows()[200]).toBe(151);
    expect(lab.rows()[0]).toBeNull();
  });

  it('an answer to a question that is no longer asked is nobody’s', async () => {
    const lab = slowBackend(idsDown(40));
    lab.jobList.open();
    lab.jobList.refresh();
    await lab.answer();
    lab.jobList.ask({ search: '3' });
    lab.jobList.ask({ search: '40' });
    const [older, newer] = lab.answers.splice(0, 2);
    newer?.give();
    await lab.answer();
    older?.give();
    await lab.answer();
    expect(lab.rows()).toEqual([40]);
  });

  it('keeps what it shows where there is no answer, and says why where there is nothing', async () => {
    const lab = slowBackend(idsDown(3));
    lab.jobList.open();
    lab.jobList.refresh();
    await lab.refuse();
    expect(lab.jobList.state.getState().loading.phase).toBe('failed');
    lab.jobList.ask({});
    await lab.answer();
    expect(lab.rows()).toEqual([3, 2, 1]);
    lab.jobList.show(0, 2);
    lab.jobList.ask({ search: '2' });
    await lab.refuse();
    expect(lab.rows()).toEqual([3, 2, 1]);
  });

  it('reads all of them for a copy, page by page', async () => {
    const lab = slowBackend(idsDown(3));
    const all = lab.jobList.readAll();
    for (let page = 1; page <= 9; page += 1) await lab.answer();
    expect((await all).map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});
