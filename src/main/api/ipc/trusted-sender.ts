/** Who may ask over IPC: the top frame of a page that our own protocol served, and nobody else. */

/** The interface's address on the desktop; `app://` answers from our own disk only. */
export const interfaceOrigin = 'app://cellwright';

/** As Electron describes the frame that sent a message; null once it is gone. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isInterfaceUrl(frame.url);
}

const isInterfaceUrl = (url: string): boolean => url.startsWith(`${interfaceOrigin}/`);
