import { describe, expect, it, vi } from 'vitest';
import { chooseHost } from '../../../scripts/choose-host.mjs';

const linux = { platform: 'linux', env: { DISPLAY: ':0' }, userId: 1000 };

describe('where `npm start` runs', () => {
  it('is headless without a display, and nothing is fetched for it', async () => {
    const fetchBinary = vi.fn(() => Promise.resolve('unused'));
    expect(await chooseHost({ ...linux, env: {}, fetchBinary })).toEqual({ reason: 'there is no display' });
    expect(fetchBinary).not.toHaveBeenCalled();
  });

  it('is headless as root, which Electron refuses', async () => {
    expect(await chooseHost({ ...linux, userId: 0 })).toEqual({ reason: 'Electron does not run as root' });
  });

  it('is the Electron that is named, if it is there', async () => {
    const named = (path: string) =>
      chooseHost({ ...linux, env: { DISPLAY: ':0', ELECTRON_EXEC_PATH: path } });
    expect(await named(process.execPath)).toEqual({ electron: process.execPath });
    expect(await named('/missing/electron')).toEqual({
      reason: 'ELECTRON_EXEC_PATH names /missing/electron, which is not there',
    });
  });

  it.skipIf(process.platform === 'win32')(
    'is headless where the binary cannot be fetched, and the way to it is said',
    async () => {
      const fetchBinary = () => Promise.resolve('could not be fetched');
      const chosen = await chooseHost({ platform: 'win32', env: {}, userId: undefined, fetchBinary });
      expect(chosen.reason).toMatch(/could not be fetched; `npx install-electron --no`/);
    },
  );
});
