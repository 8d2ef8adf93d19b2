import { expect, it } from 'vitest';
import { announceChanges } from '../../../../src/main/events/announce-changes.ts';
import { createChangeFeed } from '../../../../src/main/events/change-feed.ts';
import type { Collection } from '../../../../src/shared/contract/events.ts';
import { type Operation, operations } from '../../../../src/shared/contract/operations.ts';
import { smallHandlers } from '../../../support/small-backend.ts';

it('what a command did is announced, after it is done; what it refused is not', async () => {
  const announced: Collection[] = [];
  const handlers = announceChanges(smallHandlers, (collection) => announced.push(collection));
  await handlers['update-battery']({ battery_id: 1, name: 'x' });
  expect(announced).toEqual(['batteries', 'models']);
  await handlers['delete-model']({ model_id: 1 });
  expect(announced).toEqual(['batteries', 'models', 'models', 'jobs']);
  await expect(handlers['delete-battery']({ battery_id: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  await handlers['get-battery']({ battery_id: 1 });
  expect(announced).toHaveLength(4);
});

it('every command says what it changes, but those that a job announces itself', () => {
  const silent = Object.entries<Operation>(operations)
    .filter(([, { kind, changes, batchOf }]) => kind === 'command' && !changes && !batchOf)
    .map(([name]) => name);
  const announcedByJobs = [
    'create-training-job',
    'stop-training-job',
    'pause-training-job',
    'resume-training-job',
    'finish-training-job',
    'extend-training-job',
  ];
  // One stores nothing; what the others store is looked up anew by every preview.
  const ofNobody = ['preview-import', 'save-import-mapping', 'delete-import-mapping'];
  expect(silent.filter((name) => ![...announcedByJobs, ...ofNobody].includes(name))).toEqual([]);
});

it('changes are gathered; a listener that throws harms nobody else', async () => {
  const errors: unknown[] = [];
  const feed = createChangeFeed((error) => errors.push(error));
  feed.subscribe(() => {
    throw new Error('deaf');
  });
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    feed.subscribe(({ event }) => {
      heard.push(event.collection);
      if (heard.length === 2) resolve();
    });
    for (const collection of ['jobs', 'jobs', 'settings', 'jobs'] as const) feed.announce(collection);
  });
  expect(heard).toEqual(['jobs', 'settings']);
  expect(errors).toHaveLength(2);
});
