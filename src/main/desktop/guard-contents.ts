/** What no page may do: leave, open windows, or use the machine beyond its window. */
import type { Session, Shell, WebContents } from 'electron';
import { interfaceOrigin } from '../api/ipc/trusted-sender.ts';

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

/** No navigation, no window, no embedded page. Links to the API's own documents open in the browser, and only those. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  { shell, serverUrl }: OutsideParts,
): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isDocumentsUrl(url)) void shell.openExternal(`${serverUrl}/docs`);
    return { action: 'deny' };
  });
}

const isDocumentsUrl = (url: string): boolean =>
  url === `${interfaceOrigin}/docs` || url.startsWith(`${interfaceOrigin}/docs/`);
