import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EventSubscription } from '../../../../src/renderer/src/client/client.ts';
import { openEventStream } from '../../../../src/renderer/src/client/event-stream.ts';

const event = (sequence: number) => ({
  sequence,
  event: { type: 'stopped', job_id: 1, status: 'stopped', progress: 0, current_epoch: 0, total_epochs: 1 },
});

describe('the stream of events', () => {
  let server: WebSocketServer;
  let url: URL;
  let connections: { readonly socket: WebSocket; readonly path: string }[];
  let subscription: EventSubscription | undefined;
  const seen: number[] = [];
  const listener = {
    onEvent: ({ sequence }: { sequence: number }) => seen.push(sequence),
    onChanged: vi.fn(),
    onConnected: vi.fn(),
    onDisconnected: vi.fn(),
  };

  beforeEach(async () => {
    connections = [];
    seen.length = 0;
    vi.clearAllMocks();
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket, request) => connections.push({ socket, path: request.url ?? '' }));
    await once(server, 'listening');
    url = new URL(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/events/ws`);
  });
  afterEach(() => {
    subscription?.unsubscribe();
    for (const { socket } of connections) socket.terminate();
    server.close();
  });
  const connection = async (place: number) => {
    await vi.waitFor(() => expect(connections.length).toBeGreaterThan(place));
    return connections[place]!;
  };

  it('after a break asks for what came after the last event, and passes on nothing twice', async () => {
    subscription = openEventStream(url, null, listener);
    const first = await connection(0);
    expect(first.path).toBe('/events/ws');
    first.socket.send(JSON.stringify({ sequence: 40, event: null }));
    first.socket.send(JSON.stringify(event(41)));
    await vi.waitFor(() => expect(seen).toEqual([41]));

    first.socket.terminate();
    const second = await connection(1);
    expect(listener.onDisconnected).toHaveBeenCalledTimes(1);
    expect(second.path).toBe('/events/ws?after=41');
    for (const sequence of [41, 42, 43]) second.socket.send(JSON.stringify(event(sequence)));
    await vi.waitFor(() => expect(seen).toEqual([41, 42, 43]));
    expect(listener.onConnected).toHaveBeenCalledTimes(2);
  });

  it('takes the place it is told where its own is from another history', async () => {
    subscription = openEventStream(url, 5000, listener);
    const first = await connection(0);
    first.socket.send(JSON.stringify({ sequence: 3, event: null }));
    first.socket.send(JSON.stringify(event(4)));
    await vi.waitFor(() => expect(seen).toEqual([4]));
  });

  it('passes on which collections changed, which move its place no bit', async () => {
    subscription = openEventStream(url, 40, listener);
    const first = await connection(0);
    first.socket.send(JSON.stringify({ sequence: 0, event: { type: 'changed', collection: 'models' } }));
    await vi.waitFor(() => expect(listener.onChanged).toHaveBeenCalledWith('models'));
    expect(seen).toEqual([]);
    first.socket.close();
    expect((await connection(1)).path).toBe('/events/ws?after=40');
  });

  it('where nothing happened yet, a break begins again where the stream began', async () => {
    subscription = openEventStream(url, null, listener);
    const first = await connection(0);
    first.socket.send(JSON.stringify({ sequence: 40, event: null }));
    first.socket.close();
    expect((await connection(1)).path).toBe('/events/ws?after=40');
  });

  it('once put down, stays down', async () => {
    subscription = openEventStream(url, 5, listener);
    const first = await connection(0);
    subscription.unsubscribe();
    await once(first.socket, 'close');
    expect(listener.onDisconnected).not.toHaveBeenCalled();
  });
});
