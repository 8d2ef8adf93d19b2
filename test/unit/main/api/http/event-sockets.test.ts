import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { SequencedEvent } from '../../../../../src/shared/contract/events.ts';
import { type ChangeFeed, createChangeFeed } from '../../../../../src/main/events/change-feed.ts';
import { createEventHub } from '../../../../../src/main/events/event-hub.ts';
import { createEventStore } from '../../../../../src/main/store/event-store.ts';
import { openDatabase } from '../../../../../src/main/store/open-database.ts';
import { jobMessage } from '../../../../support/small-backend.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';

/** A server whose stream of events comes from a real store. */
async function startEventServer(): Promise<
  SmallServer & { readonly happen: (epoch: number) => void; readonly changes: ChangeFeed }
> {
  const database = openDatabase(':memory:');
  database
    .prepare(
      `INSERT INTO jobs (id, algorithm, hyperparams, total_epochs, created_at, status)
       VALUES (1, 'baseline', '{}', 9, '2026-01-01T00:00:00.000Z', 'queued')`,
    )
    .run();
  const events = createEventStore(database);
  const hub = createEventHub({ events, reportError: () => undefined });
  const changes = createChangeFeed((error) => {
    throw error;
  });
  const server = await startSmallServer({
    eventFeed: {
      subscribeToChanges: changes.subscribe,
      lastSequence: () => events.lastSequence(),
      subscribeFrom: (sequence, listener) => hub.subscribeFrom(sequence, null, listener),
    },
  });
  const happen = (epoch: number): void =>
    hub.publish([events.appendEvent(jobMessage({ current_epoch: epoch }))]);
  return { ...server, happen, changes };
}

describe('the WebSocket of everything', () => {
  let server: Awaited<ReturnType<typeof startEventServer>>;
  const sockets: WebSocket[] = [];
  beforeEach(async () => {
    server = await startEventServer();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await server.stop();
  });

  /** Connects and answers the next `count` messages. */
  async function take(
    query: string,
    count: number,
    meanwhile: () => void = () => undefined,
  ): Promise<SequencedEvent[]> {
    const socket = new WebSocket(`${server.api.replace('http', 'ws')}/events/ws${query}`);
    sockets.push(socket);
    const messages: SequencedEvent[] = [];
    const arrived = new Promise<void>((resolve) => {
      socket.on('message', (text: Buffer) => {
        messages.push(JSON.parse(text.toString()) as SequencedEvent);
        if (messages.length === 1) meanwhile();
        if (messages.length === count) resolve();
      });
    });
    await arrived;
    return messages;
  }

  it('without `after` begins where things stand, and goes on live', async () => {
    server.happen(1);
    const messages = await take('', 2, () => server.happen(2));
    expect(messages[0]).toEqual({ sequence: 1, event: null });
    expect(messages[1]).toMatchObject({ sequence: 2, event: { current_epoch: 2 } });
  });

  it('with `after` gives what was missed first, then live, nothing missing and nothing twice', async () => {
    for (let epoch = 1; epoch <= 450; epoch++) server.happen(epoch);
    const messages = await take('?after=3', 450, () => {
      for (let epoch = 451; epoch <= 453; epoch++) server.happen(epoch);
    });
    expect(messages.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 450 }, (_, index) => index + 4),
    );
  });

  it('a place ahead of everything, from another history, begins where things stand', async () => {
    server.happen(1);
    const messages = await take('?after=5000', 2, () => server.happen(2));
    expect(messages[0]).toEqual({ sequence: 1, event: null });
    expect(messages[1]).toMatchObject({ sequence: 2, event: { current_epoch: 2 } });
  });

  it('tells in between which collections changed, each once however often, and keeps none for later', async () => {
    const [, ...messages] = await take('', 3, () => {
      for (const collection of ['batteries', 'models', 'batteries'] as const)
        server.changes.announce(collection);
    });
    expect(messages).toEqual([
      { sequence: 0, event: { type: 'changed', collection: 'batteries' } },
      { sequence: 0, event: { type: 'changed', collection: 'models' } },
    ]);
    server.happen(1);
    expect(await take('?after=0', 1)).toMatchObject([{ sequence: 1 }]);
  });

  it.each(['?after=-1', '?after=x', '?after=1.5'])('%s is closed with 1008 and the reason', async (query) => {
    const socket = new WebSocket(`${server.api.replace('http', 'ws')}/events/ws${query}`);
    sockets.push(socket);
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect(code).toBe(1008);
    expect(reason.toString()).toMatch(/after/);
  });
});
