/** What no page may do: leave, open windows, or use the machine beyond its window. */
import type { Session, Shell, WebContents } from 'electron';

/** The one thing asked for: “copy” buttons. Writing text to the clipboard after a click. */
const allowedPermission = 'clipboard-sanitized-write';

export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === allowedPermission),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === allowedPermission);
}

export interface OutsideParts {
  readonly shell: Pick<Shell, 'openExternal'>;
  /** Where this program serves its API, e.g. http://localhost:8000 */
  readonly serverUrl: string;
}

/** Of this program's own pages; nothing else is opened, in the browser or here. */
const pagesOutside = ['docs', 'third-party-notices.txt'] as const;

/** No navigation, no window, no embedded page. Two links of our own open in the browser, and no other. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  { shell, serverUrl }: OutsideParts,
): void {
  const allowed = pagesOutside.map((page) => `${serverUrl}/${page}`);
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // What cannot be opened is the browser's to say.
    if (allowed.includes(url)) shell.openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
}
