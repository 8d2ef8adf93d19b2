/** The tray icon: how much is running, each running job, the way back to the window and out of the program. */
import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import { type JobsAtWork, jobsInWords, runningJobs } from './jobs-at-work.ts';

interface TrayActions {
  readonly show: (hash?: string) => void;
  readonly quit: () => void;
}

export interface TrayParts extends TrayActions {
  readonly openTray: () => Tray;
  readonly menus: Pick<typeof Menu, 'buildFromTemplate'>;
}

export interface TrayIcon {
  update(jobs: JobsAtWork): void;
  close(): void;
}

/** A template that macOS paints itself; on Windows a file of all sizes that its scales ask for. Pure. */
export function trayIconName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'trayTemplate.png';
  return platform === 'win32' ? 'tray.ico' : 'tray.png';
}

/** On a desktop without a tray the program works as well, only without its icon. */
export function createTrayIcon(parts: TrayParts): TrayIcon {
  const tray = parts.openTray();
  let shown = '';
  tray.on('click', () => parts.show());
  return {
    update: (jobs) => {
      const template = trayMenu(jobs, parts);
      const labels = template.map(({ label }) => label ?? '').join('\n');
      if (labels === shown) return;
      shown = labels;
      tray.setToolTip(`Cellwright: ${jobsInWords(jobs)}`);
      tray.setContextMenu(parts.menus.buildFromTemplate(template));
    },
    close: () => tray.destroy(),
  };
}

/** Pure but for the actions it names. */
export function trayMenu(jobs: JobsAtWork, { show, quit }: TrayActions): MenuItemConstructorOptions[] {
  const running = runningJobs(jobs).map(({ jobId, progress }) => ({
    label: `Job ${jobId}: ${Math.floor(progress * 100)} %`,
    click: () => show(`#/jobs/${jobId}`),
  }));
  return [
    { label: jobsInWords(jobs), enabled: false },
    ...running,
    { type: 'separator' },
    { label: 'Open Cellwright', click: () => show() },
    { label: 'Quit', click: quit },
  ];
}
