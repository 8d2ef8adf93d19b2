/** The client in a browser: fetch by the table of operations, events over a WebSocket. */
import type { OperationName, OutputOf } from '../../../shared/contract/operations.ts';
import { accessToken, keepAccessToken } from './access-token.ts';
import { errorOfAnswer, unreachable } from './client-error.ts';
import type { AskOf, Client, UploadFields } from './client.ts';
import { openEventStream } from './event-stream.ts';
import { requestOfOperation } from './request-of-operation.ts';
import { saveLink } from './save-link.ts';

/** `origin` is where the program listens, e.g. http://localhost:8000 */
export function createHttpClient(origin: string): Client {
  const apiUrl = `${origin}/api/v1`;
  return {
    apiUrl,
    call: (operation, input) => callOperation(apiUrl, operation, input),
    upload: async (file, fields) => {
      const imported = (await uploadFile(`${apiUrl}/batteries`, file, fields)) as OutputOf<'import-battery'>;
      return 'items' in imported ? imported.items : [imported];
    },
    preview: async (file, fields) =>
      (await uploadFile(`${apiUrl}/batteries/preview`, file, fields)) as OutputOf<'preview-import'>,
    saveModel: (modelId, format) => saveLink(`${apiUrl}/models/${modelId}/download?format=${format}`),
    identify: keepAccessToken,
    subscribe: (afterSequence, listener) => openEventStream(socketUrl(apiUrl), afterSequence, listener),
  };
}

async function callOperation<Name extends OperationName>(
  apiUrl: string,
  operation: Name,
  input: AskOf<Name>,
): Promise<OutputOf<Name>> {
  const { method, path, body } = requestOfOperation(operation, input);
  const headers = { 'content-type': 'application/json' };
  const answer = await send(`${apiUrl}${path}`, body === null ? { method } : { method, body, headers });
  // The backend checks its answers against the same table; checking 10⁵ numbers again here would only cost time.
  return answer as OutputOf<Name>;
}

async function uploadFile(url: string, file: File, fields: UploadFields): Promise<unknown> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, String(value));
  form.append('file', file);
  return send(url, { method: 'POST', body: form });
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, withToken(init));
  } catch (error) {
    throw unreachable(error);
  }
  if (response.status === 204) return null;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorOfAnswer(response.status, body);
  return body;
}

function withToken(init: RequestInit): RequestInit {
  const token = accessToken();
  if (token === null) return init;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

/** A browser's WebSocket cannot send headers: its token stands in the address. */
function socketUrl(apiUrl: string): URL {
  const url = new URL(`${apiUrl.replace(/^http/, 'ws')}/events/ws`);
  const token = accessToken();
  if (token !== null) url.searchParams.set('access_token', token);
  return url;
}
