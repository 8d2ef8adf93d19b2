/**
 * Events of all jobs to the pages that asked for them: first what came after the sequence number a page names, then
 * live. Gathered for a moment, so that a fast trainer costs a page few messages. A page that is left, closed or dead
 * is subscribed to nothing.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { bridgeChannels, type EventBatch, type SubscribeRequest } from '../../../shared/contract/bridge.ts';
import type { StreamMessage } from '../../../shared/contract/events.ts';
import type { EventFeed } from '../backend-interface.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** A page: what is needed to send to it and to notice that it is gone. */
type Page = Pick<WebContents, 'id' | 'send' | 'isDestroyed' | 'on' | 'once'>;
type Unsubscribe = () => void;

const gatherMs = 40;

const subscribeRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('start'),
    subscription: z.int().min(1),
    after: z.int().min(0).nullable(),
  }),
  z.strictObject({ action: z.literal('stop'), subscription: z.int().min(1) }),
]) satisfies z.ZodType<SubscribeRequest>;

/** Answers how to end all subscriptions and take the handler away. */
export function pushEvents(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  eventFeed: EventFeed,
): () => void {
  const pages = new Map<number, Map<number, Unsubscribe>>();
  const leave = (pageId: number): void => {
    for (const unsubscribe of pages.get(pageId)?.values() ?? []) unsubscribe();
    pages.get(pageId)?.clear();
  };
  const subscriptionsOf = (page: Page): Map<number, Unsubscribe> => {
    const known = pages.get(page.id);
    if (known) return known;
    const fresh = new Map<number, Unsubscribe>();
    pages.set(page.id, fresh);
    leaveWith(page, () => leave(page.id));
    page.once('destroyed', () => pages.delete(page.id));
    return fresh;
  };
  ipcMain.handle(bridgeChannels.subscribe, ({ sender, senderFrame }: IpcMainInvokeEvent, asked: unknown) => {
    const parsed = subscribeRequestSchema.safeParse(asked);
    if (!parsed.success || !isTrustedSender(senderFrame)) return false;
    const subscriptions = subscriptionsOf(sender);
    const { subscription } = parsed.data;
    subscriptions.get(subscription)?.();
    subscriptions.delete(subscription);
    if (parsed.data.action === 'start')
      subscriptions.set(subscription, sendTo(sender, eventFeed, { subscription, after: parsed.data.after }));
    return true;
  });
  return () => {
    ipcMain.removeHandler(bridgeChannels.subscribe);
    for (const pageId of pages.keys()) leave(pageId);
  };
}

/** Another document, a crash, an end: the page that subscribed is no longer there. */
function leaveWith(page: Page, leave: () => void): void {
  page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) leave();
  });
  page.on('render-process-gone', leave);
  page.once('destroyed', leave);
}

function sendTo(
  page: Page,
  eventFeed: EventFeed,
  { subscription, after }: { readonly subscription: number; readonly after: number | null },
): Unsubscribe {
  let waiting: StreamMessage[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (): void => {
    timer = undefined;
    const batch: EventBatch = { subscription, events: waiting };
    waiting = [];
    if (!page.isDestroyed()) page.send(bridgeChannels.events, batch);
  };
  const take = (message: StreamMessage): void => {
    waiting.push(message);
    timer ??= setTimeout(send, gatherMs);
  };
  const subscriptions = [
    eventFeed.subscribeFrom(after ?? eventFeed.lastSequence(), take),
    eventFeed.subscribeToChanges(take),
  ];
  return () => {
    clearTimeout(timer);
    for (const unsubscribe of subscriptions) unsubscribe();
  };
}
