import { describe, expect, it, vi } from 'vitest';
import { askBeforeQuit, quitQuestion } from '../../../../src/main/desktop/ask-quit.ts';
import { createQuitFlow, type QuitChoice } from '../../../../src/main/desktop/quit-flow.ts';

const event = () => ({ preventDefault: vi.fn<() => void>() });

/** `choose` answers the open question; `settled` waits for what follows from it. */
function lab(runningCount: number) {
  let answer: (choice: QuitChoice) => void = () => undefined;
  const parts = {
    runningCount: () => runningCount,
    ask: vi.fn(() => new Promise<QuitChoice>((resolve) => (answer = resolve))),
    hideToTray: vi.fn<() => void>(),
    stop: vi.fn(() => Promise.resolve()),
    quitApp: vi.fn<() => void>(),
    report: vi.fn<(error: unknown) => void>(),
  };
  return { parts, quit: createQuitFlow(parts), choose: (choice: QuitChoice) => answer(choice) };
}

describe('quitting', () => {
  it('with nothing running stops everything, then lets the app go', async () => {
    const { parts, quit } = lab(0);
    const first = event();
    quit.beforeQuit(first);
    expect(first.preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(parts.quitApp).toHaveBeenCalledOnce());
    expect(parts.stop).toHaveBeenCalledOnce();
    const second = event();
    quit.beforeQuit(second);
    expect(second.preventDefault).not.toHaveBeenCalled();
    expect(parts.ask).not.toHaveBeenCalled();
  });

  it('with running jobs asks once, however often it is wanted meanwhile', async () => {
    const { parts, quit, choose } = lab(2);
    quit.beforeQuit(event());
    quit.beforeQuit(event());
    quit.closeWindow(event());
    expect(parts.ask).toHaveBeenCalledExactlyOnceWith(2);
    choose('quit');
    await vi.waitFor(() => expect(parts.quitApp).toHaveBeenCalledOnce());
    expect(parts.stop).toHaveBeenCalledOnce();
  });

  it('goes on in the tray, or as if nothing had been, and asks anew the next time', async () => {
    const { parts, quit, choose } = lab(1);
    const close = event();
    quit.closeWindow(close);
    expect(close.preventDefault).toHaveBeenCalledOnce();
    choose('tray');
    await vi.waitFor(() => expect(parts.hideToTray).toHaveBeenCalledOnce());
    quit.beforeQuit(event());
    choose('cancel');
    await vi.waitFor(() => {
      quit.beforeQuit(event());
      expect(parts.ask).toHaveBeenCalledTimes(3);
    });
    expect(parts.stop).not.toHaveBeenCalled();
  });

  it('lets a window close where nothing runs', () => {
    const { quit } = lab(0);
    const close = event();
    quit.closeWindow(close);
    expect(close.preventDefault).not.toHaveBeenCalled();
  });

  it('asks nothing when the system shuts down, not even with its question open', async () => {
    const { parts, quit, choose } = lab(1);
    quit.beforeQuit(event());
    quit.quitNow();
    quit.quitNow();
    choose('cancel');
    await vi.waitFor(() => expect(parts.quitApp).toHaveBeenCalledOnce());
    expect(parts.stop).toHaveBeenCalledOnce();
  });

  it('goes although stopping failed, and reports why', async () => {
    const { parts, quit } = lab(0);
    parts.stop.mockRejectedValueOnce(new Error('disk gone'));
    quit.beforeQuit(event());
    await vi.waitFor(() => expect(parts.quitApp).toHaveBeenCalledOnce());
    expect(parts.report).toHaveBeenCalledWith(new Error('disk gone'));
  });
});

describe('the question', () => {
  it('says how many jobs train and what becomes of them', () => {
    expect(quitQuestion(1).message).toContain('One job is training');
    expect(quitQuestion(3).message).toContain('3 jobs are training');
    expect(quitQuestion(1).detail).toContain('back into the queue');
  });

  it.each([
    [0, 'tray'],
    [1, 'quit'],
    [2, 'cancel'],
    [7, 'cancel'],
  ])('button %i means %s', async (response, choice) => {
    const ask = askBeforeQuit({
      findWindow: () => undefined,
      showMessageBox: () => Promise.resolve({ response, checkboxChecked: false }),
    });
    expect(await ask(1)).toBe(choice);
  });
});
