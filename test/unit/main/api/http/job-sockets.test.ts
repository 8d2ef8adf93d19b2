import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { JobEvent } from '../../../../../src/shared/contract/events.ts';
import { jobMessage, logMessage } from '../../../../support/small-backend.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';
import { withinMs } from '../../../../support/time-factor.ts';

interface Listener {
  readonly socket: WebSocket;
  readonly messages: JobEvent[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

function listen(server: SmallServer, path: string): Listener {
  const socket = new WebSocket(`${server.api.replace('http', 'ws')}/training-jobs/${path}`);
  const messages: JobEvent[] = [];
  socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString()) as JobEvent));
  const closed = once(socket, 'close').then(([code, reason]) => ({
    code: code as number,
    reason: String(reason),
  }));
  return { socket, messages, closed };
}

const complete: JobEvent = {
  ...jobMessage({ status: 'succeeded', progress: 1, current_epoch: 100 }),
  type: 'complete',
  model_id: 7,
  final_metrics: { train_loss: 0.1 },
};
async function messagesReach({ socket, messages }: Listener, count: number): Promise<void> {
  while (messages.length < count) await once(socket, 'message');
}

describe('the WebSocket of a job', () => {
  let server: SmallServer;
  beforeEach(async () => {
    server = await startSmallServer();
  });
  afterEach(() => server.stop());

  it.each(['1/ws', '1/stream'])(
    '%s: first the state, then each event, after the last one 1000',
    async (path) => {
      const listener = listen(server, path);
      await messagesReach(listener, 1);
      const events = [jobMessage({ current_epoch: 1 }), logMessage(1, 'Epoch 1'), complete];
      for (const event of events) server.feed.publish(event);
      expect((await listener.closed).code).toBe(1000);
      expect(listener.messages).toEqual([jobMessage({}), ...events]);
      expect(server.feed.subscriberCount()).toBe(0);
    },
  );

  it.each(['999/ws', 'abc/ws', '0/stream', '-1/ws'])(
    '%s does not exist: 1008 with the reason',
    async (path) => {
      const { closed, messages } = listen(server, path);
      const { code, reason } = await closed;
      expect(code).toBe(1008);
      expect(reason).toBe(`Training job with ID ${path.split('/')[0] ?? ''} not found`);
      expect(messages).toEqual([]);
    },
  );

  it('of a finished job: its state, its last message, 1000', async () => {
    server.feed.publish(complete);
    const { closed, messages } = listen(server, '1/ws');
    expect((await closed).code).toBe(1000);
    expect(messages.map(({ type, status }) => [type, status])).toEqual([
      ['status', 'succeeded'],
      ['complete', 'succeeded'],
    ]);
  });

  it('repeats nothing that the first state contains already', async () => {
    const early = jobMessage({ current_epoch: 5 });
    const jobFeed = {
      ...server.feed,
      currentState: () => ({ sequence: 10, event: early }),
      subscribe: (_id: number, hear: (event: { sequence: number; event: JobEvent }) => void) => {
        queueMicrotask(() => {
          for (const sequence of [9, 10, 11]) hear({ sequence, event: logMessage(sequence, 'line') });
          hear({ sequence: 12, event: complete });
        });
        return () => undefined;
      },
    };
    const other = await startSmallServer({ jobFeed });
    const { closed, messages } = listen(other, '1/ws');
    expect((await closed).code).toBe(1000);
    expect(messages.map(({ current_epoch: epoch }) => epoch)).toEqual([5, 11, 100]);
    await other.stop();
  });

  it('lets go of a client that leaves', async () => {
    const listener = listen(server, '1/ws');
    await messagesReach(listener, 1);
    expect(server.feed.subscriberCount()).toBe(1);
    listener.socket.terminate();
    await vi.waitFor(() => expect(server.feed.subscriberCount()).toBe(0), { timeout: withinMs(5000) });
  });

  it('spares a slow client the backlog, not the newest state and the end; others get everything', async () => {
    const slow = listen(server, '1/ws');
    const quick = listen(server, '1/ws');
    await messagesReach(slow, 1);
    await messagesReach(quick, 1);
    slow.socket.pause();
    const batches = 150;
    const perBatch = 25;
    for (let batch = 0; batch < batches; batch += 1) {
      for (let index = 0; index < perBatch; index += 1) {
        server.feed.publish(logMessage(batch * perBatch + index + 1, 'x'.repeat(8000)));
      }
      await messagesReach(quick, 1 + (batch + 1) * perBatch);
    }
    expect(slow.messages.length).toBeLessThan(10);
    server.feed.publish(jobMessage({ current_epoch: 9999 }));
    server.feed.publish(complete);
    expect((await quick.closed).code).toBe(1000);
    expect(quick.messages.length).toBe(1 + batches * perBatch + 2);
    slow.socket.resume();
    expect((await slow.closed).code).toBe(1000);
    expect(slow.messages.length).toBeLessThan(quick.messages.length);
    expect(slow.messages.slice(-2).map(({ type }) => type)).toEqual(['status', 'complete']);
    expect(slow.messages.at(-1)).toEqual(complete);
  });

  it('a slow client that catches up hears the newest state and goes on live', async () => {
    const slow = listen(server, '1/ws');
    await messagesReach(slow, 1);
    slow.socket.pause();
    for (let index = 1; index <= 4000; index += 1) server.feed.publish(logMessage(index, 'x'.repeat(8000)));
    slow.socket.resume();
    await vi.waitFor(
      () => expect(slow.messages.at(-1)).toMatchObject({ type: 'status', current_epoch: 4000 }),
      {
        timeout: withinMs(10_000),
      },
    );
    server.feed.publish(logMessage(4001, 'live again'));
    await vi.waitFor(() => expect(slow.messages.at(-1)).toMatchObject({ message: 'live again' }), {
      timeout: withinMs(5000),
    });
    slow.socket.terminate();
  });

  it('takes no long speeches from clients', async () => {
    const { socket, closed } = listen(server, '1/ws');
    await once(socket, 'open');
    socket.send('x'.repeat(10_000));
    expect((await closed).code).toBe(1009);
  });

  it('says goodbye with 1001 when the server stops', async () => {
    const other = await startSmallServer();
    const listener = listen(other, '1/ws');
    await messagesReach(listener, 1);
    const startedAt = performance.now();
    await other.stop();
    expect((await listener.closed).code).toBe(1001);
    expect(performance.now() - startedAt).toBeLessThan(withinMs(2000));
  });
});
