/**
 * Keeps web pages elsewhere from calling a server that trusts the machine it runs on. `Host` must be a name of ours
 * (a page whose name was rebound to 127.0.0.1 still sends its own), and `Origin`, where a browser sends one, must be
 * one of our pages.
 */
import { AppError } from '../../../shared/domain/app-error.ts';

export interface OriginCheck {
  /** Throws FORBIDDEN_ORIGIN. `isPage`: one that a person may be led to from elsewhere, by a link. */
  check(headers: AskersHeaders, isPage: boolean): void;
}

interface AskersHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  /** What a browser says of whoever asks, also where it sends no Origin, as for an image. */
  readonly 'sec-fetch-site'?: string | readonly string[] | undefined;
  readonly 'sec-fetch-mode'?: string | readonly string[] | undefined;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** `hostNames`: further names, with a port (then exactly that one) or without (then any, as behind a proxy). */
export function createOriginCheck(port: () => number, hostNames: readonly string[]): OriginCheck {
  const furtherNames = new Set(hostNames.map((name) => name.toLowerCase()));
  const isOurs = (host: string): boolean => {
    const authority = host.toLowerCase();
    const { name, portText } = splitAuthority(authority);
    if (loopbackNames.includes(name) && portText === String(port())) return true;
    return furtherNames.has(authority) || furtherNames.has(name);
  };
  return {
    check: (headers, isPage) => {
      const { host, origin } = headers;
      if (host === undefined || !isOurs(host)) {
        throw new AppError('FORBIDDEN_ORIGIN', hostMessage(host));
      }
      if (origin !== undefined && !isOurs(authorityOf(origin))) {
        throw new AppError('FORBIDDEN_ORIGIN', `Calls from pages of ${quoted(origin)} are not allowed`);
      }
      if (origin === undefined && isFromElsewhere(headers, isPage)) {
        throw new AppError('FORBIDDEN_ORIGIN', 'Calls from pages elsewhere are not allowed');
      }
    },
  };
}

/** Another port of this machine is `same-site`, and as much elsewhere as any other page. */
function isFromElsewhere(headers: AskersHeaders, isPage: boolean): boolean {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site === 'none' || site === 'same-origin') return false;
  return !(isPage && headers['sec-fetch-mode'] === 'navigate');
}

/** The port a browser leaves out is 80. */
function splitAuthority(authority: string): { readonly name: string; readonly portText: string } {
  const match = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return { name: match?.[1] ?? '', portText: match?.[2] ?? '80' };
}

/** What stands behind `http://` in an origin; empty, and so refused, for anything else. */
const authorityOf = (origin: string): string => /^https?:\/\/([^/]+)$/i.exec(origin)?.[1] ?? '';

const hostMessage = (host: string | undefined): string =>
  `The Host header ${quoted(host ?? '')} is not a name of this server; use localhost with its port, or allow the name with --host-name`;

const quoted = (text: string): string => JSON.stringify(text.slice(0, 100));
