/** A script's view of the API: JSON in, JSON out, and waiting for a job to end by its WebSocket. */
import WebSocket from 'ws';
import { trainingJobDetailSchema } from '../../src/shared/contract/job.ts';
import type { z } from 'zod';

export type JobDetail = z.infer<typeof trainingJobDetailSchema>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Any call; the body is parsed where it is JSON. */
export async function call(method: string, url: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Uploads one file as a form with the given fields. */
export async function upload(
  api: string,
  file: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> },
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file.content]), file.name);
  const response = await fetch(`${api}/batteries`, { method: 'POST', body: form });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Waits until the job's WebSocket closes, which it does when the job is over; answers all messages and the job. */
export async function waitForJob(
  api: string,
  jobId: number,
): Promise<{ readonly messages: readonly Record<string, unknown>[]; readonly job: JobDetail }> {
  const messages: Record<string, unknown>[] = [];
  const socket = new WebSocket(`${api.replace('http', 'ws')}/training-jobs/${jobId}/ws`);
  socket.on('message', (text: Buffer) =>
    messages.push(JSON.parse(text.toString()) as Record<string, unknown>),
  );
  await new Promise<void>((accept, reject) => {
    socket.on('close', () => accept());
    socket.on('error', reject);
  });
  const { body } = await call('GET', `${api}/training-jobs/${jobId}`);
  return { messages, job: trainingJobDetailSchema.parse(body) };
}
