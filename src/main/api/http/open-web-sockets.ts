/** WebSockets on the server, from the first handshake to the farewell when it stops. */
import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { keepSocketsAlive } from './keep-sockets-alive.ts';

/** Clients have nothing to say here. */
const maxClientMessageBytes = 4096;
const goingAway = 1001;
const farewellMs = 500;

export async function openWebSockets(server: FastifyInstance): Promise<void> {
  let stopKeeping = (): void => undefined;
  await server.register(websocket, {
    options: { maxPayload: maxClientMessageBytes },
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => {
      stopKeeping();
      void sayFarewell(server.websocketServer).then(() => done());
    },
  });
  stopKeeping = keepSocketsAlive(server.websocketServer);
}

/** Closes every socket, politely for half a second and then anyhow. */
async function sayFarewell(server: FastifyInstance['websocketServer']): Promise<void> {
  for (const socket of server.clients) socket.close(goingAway, 'The server stops');
  const timer = setTimeout(() => {
    for (const socket of server.clients) socket.terminate();
  }, farewellMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}
