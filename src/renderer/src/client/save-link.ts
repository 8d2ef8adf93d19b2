/** Hands a file of the API to the user; with a token it is fetched first, since a link carries none. */
import { saveFile } from '../actions/save-file.ts';
import { accessToken } from './access-token.ts';
import { errorOfAnswer } from './client-error.ts';

/** Throws ClientError. */
export async function saveLink(url: string): Promise<void> {
  const token = accessToken();
  if (token === null) {
    followLink(url);
    return;
  }
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw errorOfAnswer(response.status, await response.json());
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(name ?? 'model.safetensors', await response.blob(), 'application/octet-stream');
}

function followLink(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
