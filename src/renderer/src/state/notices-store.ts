/** Short messages at the edge: what an action did, or why it did not. Read aloud by screen readers. */
import { create } from 'zustand';
import type { ClientError } from '../client/client-error.ts';
import { asClientError } from './loading.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly text: string;
  readonly traceId: string | null;
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

const shownMs = 6_000;
let lastId = 0;

export function sayDone(text: string): void {
  const id = add({ kind: 'done', text, traceId: null });
  setTimeout(() => dismissNotice(id), shownMs);
}

/** Stays until dismissed: a failure should not pass unread. */
export function sayFailed(what: string, error: unknown): void {
  const failure = asClientError(error);
  add({ kind: 'failed', text: `${what}: ${sentenceOf(failure)}`, traceId: failure.traceId });
}

/** Message and details of a failure in one sentence. */
export function sentenceOf({ message, details }: Pick<ClientError, 'message' | 'details'>): string {
  const reasons = details.map(({ field, issue }) => (field === '' ? issue : `${field}: ${issue}`));
  return reasons.length === 0 ? message : `${message} (${reasons.join('; ')})`;
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

function add(notice: Omit<Notice, 'id'>): number {
  lastId += 1;
  const id = lastId;
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-3), { ...notice, id }] }));
  return id;
}
