/** The one question before quitting, in words. */
import type { BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import type { QuitChoice } from './quit-flow.ts';

export interface AskParts {
  readonly showMessageBox: (
    options: MessageBoxOptions,
    window: BrowserWindow | undefined,
  ) => Promise<MessageBoxReturnValue>;
  readonly findWindow: () => BrowserWindow | undefined;
}

const choices: readonly QuitChoice[] = ['tray', 'quit', 'cancel'];

export function askBeforeQuit({ showMessageBox, findWindow }: AskParts) {
  return async (runningCount: number): Promise<QuitChoice> => {
    const { response } = await showMessageBox(quitQuestion(runningCount), findWindow());
    return choices[response] ?? 'cancel';
  };
}

/** Pure. */
export function quitQuestion(runningCount: number): MessageBoxOptions {
  const jobs = runningCount === 1 ? 'One job is training' : `${runningCount} jobs are training`;
  return {
    type: 'question',
    title: 'Cellwright',
    message: `${jobs}. Go on without the window?`,
    detail:
      'In the tray the training goes on; opening Cellwright again brings the window back. ' +
      'If you quit, the jobs go back into the queue and begin anew when Cellwright is opened next.',
    buttons: ['Go on in the tray', 'Quit', 'Cancel'],
    defaultId: choices.indexOf('tray'),
    cancelId: choices.indexOf('cancel'),
    noLink: true,
  };
}
