/** Puts the application menu up and keeps its tick in step with the settings, whoever changes them. */
import type * as Electron from 'electron';
import { leavesGpuToTraining } from '../settings/leave-gpu-to-training.ts';
import { applicationMenu } from './application-menu.ts';
import type { DesktopHost } from './start-desktop-host.ts';

export interface MenuNeeds {
  readonly host: DesktopHost;
  readonly show: (hash: string) => void;
  /** Where this program serves its API, e.g. http://localhost:8000 */
  readonly serverUrl: string;
  readonly hasDevTools: boolean;
}

/** Answers how to stop following the settings. */
export function setMenu(
  { shell, clipboard, Menu }: Pick<typeof Electron, 'shell' | 'clipboard' | 'Menu'>,
  { host, show, serverUrl, hasDevTools }: MenuNeeds,
): () => void {
  const { log, settings, dataDir } = host.options;
  const report = (err: unknown): void => log.error({ err }, 'a menu command failed');
  const leaveGpu = async (isWanted: boolean): Promise<void> => {
    await host.backend.handlers['update-settings']({ leave_gpu_to_training: isWanted ? 'on' : 'off' });
  };
  const tick = (): void => {
    const item = menu.getMenuItemById('leave-gpu');
    if (item) item.checked = isLeft();
  };
  const isLeft = (): boolean => leavesGpuToTraining(settings.current().leave_gpu_to_training);
  const menu = Menu.buildFromTemplate(
    applicationMenu(
      {
        show,
        openDocuments: () => void shell.openExternal(`${serverUrl}/docs`).catch(report),
        copyApiAddress: () => void clipboard.writeText(`${serverUrl}/api/v1`).catch(report),
        openDataFolder: () => void shell.openPath(dataDir).catch(report),
        leaveGpuToTraining: (isWanted) => void leaveGpu(isWanted).catch(report).finally(tick),
      },
      { platform: process.platform, leavesGpuToTraining: isLeft(), hasDevTools },
    ),
  );
  Menu.setApplicationMenu(menu);
  return settings.subscribe(tick);
}
