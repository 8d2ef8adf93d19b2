/** `/`: the page that lists the jobs, from three files bundled with the program. */
import type { FastifyInstance } from 'fastify';
import style from './page/jobs.css?raw';
import document from './page/jobs.html?raw';
import script from './page/jobs.js?raw';
import { pagePolicy } from './response-headers.ts';

const files = [
  { url: '/', type: 'text/html; charset=utf-8', text: document },
  { url: '/page/jobs.css', type: 'text/css; charset=utf-8', text: style },
  { url: '/page/jobs.js', type: 'text/javascript; charset=utf-8', text: script },
];

export function servePage(server: FastifyInstance): void {
  for (const { url, type, text } of files) {
    server.get(url, (_request, reply) =>
      reply.header('content-security-policy', pagePolicy).type(type).send(text),
    );
  }
}
