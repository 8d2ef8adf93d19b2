/** Finds peers that are gone without a word: pings every socket, and ends those that give no sign of life for long. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';

const pingIntervalMs = 30_000;
/** Rounds without a pong and without a byte taken; generous, because a busy client is not a dead one. */
const silentRoundsAllowed = 4;

interface Life {
  silentRounds: number;
  waitingBytes: number;
}

/** Answers how to end it. */
export function keepSocketsAlive(
  server: FastifyInstance['websocketServer'],
  intervalMs = pingIntervalMs,
): () => void {
  const lives = new WeakMap<WebSocket, Life>();
  server.on('connection', (socket) => {
    const life: Life = { silentRounds: 0, waitingBytes: 0 };
    lives.set(socket, life);
    socket.on('pong', () => (life.silentRounds = 0));
  });
  const round = (): void => {
    for (const socket of server.clients) {
      const life = lives.get(socket);
      if (life) checkLife(socket, life);
    }
  };
  const timer = setInterval(round, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

function checkLife(socket: WebSocket, life: Life): void {
  const hasTakenBytes = socket.bufferedAmount < life.waitingBytes;
  life.silentRounds = hasTakenBytes ? 0 : life.silentRounds + 1;
  if (life.silentRounds > silentRoundsAllowed) {
    socket.terminate();
    return;
  }
  if (socket.readyState === socket.OPEN) socket.ping();
  life.waitingBytes = socket.bufferedAmount;
}
