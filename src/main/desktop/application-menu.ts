/** The application menu: the pages, the usual commands of the system, and where the API and the data are. */
import type { MenuItemConstructorOptions } from 'electron';
import { pageFacts, type PageTable, railPages } from '../../shared/contract/pages.ts';

export interface MenuActions {
  readonly show: (hash: string) => void;
  readonly openDocuments: () => void;
  readonly copyApiAddress: () => void;
  readonly openDataFolder: () => void;
  /** Takes effect at the next start. */
  readonly leaveGpuToTraining: (isWanted: boolean) => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly leavesGpuToTraining: boolean;
  /** Not in what users install. */
  readonly hasDevTools: boolean;
}

type Items = MenuItemConstructorOptions[];

/** Pure but for the actions it names. */
export function applicationMenu(actions: MenuActions, state: MenuState): Items {
  const isMac = state.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: fileMenu(actions, isMac) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewMenu(actions, state) },
    { label: '&Go', submenu: goMenu(actions) },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', submenu: helpMenu(actions, isMac) },
  ];
}

const fileMenu = ({ show, openDataFolder }: MenuActions, isMac: boolean): Items => [
  { id: 'new-job', label: 'New Job', accelerator: 'CmdOrCtrl+N', click: () => show('#/new-job') },
  { type: 'separator' },
  { id: 'data-folder', label: 'Open Data Folder', click: openDataFolder },
  { type: 'separator' },
  isMac ? { role: 'close' } : { role: 'quit' },
];

const viewMenu = (actions: MenuActions, { leavesGpuToTraining, hasDevTools }: MenuState): Items => [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  { type: 'separator' },
  {
    id: 'leave-gpu',
    label: 'Leave the GPU to Training (from the next start)',
    type: 'checkbox',
    checked: leavesGpuToTraining,
    click: ({ checked }) => actions.leaveGpuToTraining(checked),
  },
  ...(hasDevTools ? [{ role: 'toggleDevTools' } as const] : []),
];

/** The pages of the rail. */
export const goMenu = ({ show }: Pick<MenuActions, 'show'>, table: PageTable = pageFacts): Items =>
  railPages(table).map(([page, { label }], index) => ({
    id: `go-${page}`,
    label,
    accelerator: `CmdOrCtrl+${index + 1}`,
    click: () => show(`#/${page}`),
  }));

const helpMenu = (actions: MenuActions, isMac: boolean): Items => [
  { id: 'api-documents', label: 'API Documentation', click: actions.openDocuments },
  { id: 'copy-api', label: 'Copy API Address', click: actions.copyApiAddress },
  ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
];
