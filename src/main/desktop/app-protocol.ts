/** `app://cellwright/…`: the built interface from our own disk, under the same content policy as in a browser. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { securityHeaders, stylingPagePolicy } from '../api/http/response-headers.ts';
import { interfaceOrigin } from '../api/ipc/trusted-sender.ts';

/** Must be registered before the app is ready. A standard, secure scheme: it has an origin, storage and a clipboard. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** `folder` holds index.html and assets/. */
export function serveInterface(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(appScheme.scheme, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  const path = fileOf(new URL(request.url), folder);
  if (request.method !== 'GET' || path === undefined) return notFound();
  try {
    const headers = {
      ...securityHeaders,
      'content-security-policy': stylingPagePolicy,
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
    };
    return new Response(new Uint8Array(await readFile(path)), { headers });
  } catch {
    return notFound();
  }
}

/** Undefined for another host, and for whatever would leave the folder. */
function fileOf({ protocol, host, pathname }: URL, folder: string): string | undefined {
  if (`${protocol}//${host}` !== interfaceOrigin) return undefined;
  const path = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)));
  return path.startsWith(folder + sep) ? path : undefined;
}

const notFound = (): Response => new Response('Not found', { status: 404, headers: securityHeaders });
