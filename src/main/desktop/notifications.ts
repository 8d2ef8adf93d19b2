/** Says that a job has ended, while nobody looks at the window; a click opens the job. */
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { JobEvent } from '../../shared/contract/events.ts';

export interface NotificationParts {
  readonly create: (options: NotificationConstructorOptions) => Notification;
  /** The model's name where the job has one. */
  readonly nameOfJob: (jobId: number) => Promise<string>;
  readonly isWindowInFront: () => boolean;
  readonly openJob: (jobId: number) => void;
  readonly report: (details: object, message: string) => void;
}

interface EndInWords {
  readonly title: string;
  readonly body: string;
}

const longestBody = 240;

/** Answers what to call with every event. */
export function createJobNotifications(parts: NotificationParts): (event: JobEvent) => Promise<void> {
  // One that nobody holds on to is collected, and its click with it.
  const open = new Set<Notification>();
  let hasComplained = false;
  /** macOS shows none of a program that nobody signed; once is enough to know. */
  const complain = (reason: string): void => {
    if (!hasComplained) parts.report({ reason }, 'the system shows no notifications of this program');
    hasComplained = true;
  };
  return async (event) => {
    if (!isNews(event) || parts.isWindowInFront()) return;
    const notification = parts.create(endInWords(event, await parts.nameOfJob(event.job_id)));
    const forget = (): void => void open.delete(notification);
    open.add(notification);
    notification.on('click', () => {
      forget();
      parts.openJob(event.job_id);
    });
    notification.on('close', forget);
    notification.on('failed', (_event, reason) => {
      forget();
      complain(reason);
    });
    notification.show();
  };
}

type News = Extract<JobEvent, { type: 'complete' | 'error' }>;

/** Who stops a job knows it already. */
const isNews = (event: JobEvent): event is News => event.type === 'complete' || event.type === 'error';

/** Pure. */
export function endInWords(event: News, name: string): EndInWords {
  if (event.type === 'error') {
    return { title: `${name} failed`, body: event.error_message.slice(0, longestBody) };
  }
  const epochs = event.current_epoch === 1 ? '1 epoch' : `${event.current_epoch} epochs`;
  return { title: `${name} is trained`, body: `${epochs}; its model is ready.` };
}
