/** What nobody expected ends the program, with a window as without one: logged, and said once. */
import type { Host } from './start-host.ts';

/**
 * From now on. `giveUp` says it and ends the process. Electron alone would show a box for every such error and go on, and of a
 * rejection that nobody handles it would only warn.
 */
export function endOnUnexpected(
  host: Pick<Host, 'reportFatal'>,
  giveUp: (error: unknown) => void,
  events: Pick<NodeJS.Process, 'on'> = process,
): void {
  let isEnding = false;
  const end = (error: unknown): void => {
    if (isEnding) return;
    isEnding = true;
    host.reportFatal(error);
    giveUp(error);
  };
  events.on('uncaughtException', end);
  events.on('unhandledRejection', end);
}
