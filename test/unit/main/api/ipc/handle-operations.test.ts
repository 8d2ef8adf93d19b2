import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../../../src/main/api/dispatch.ts';
import { handleImports } from '../../../../../src/main/api/ipc/handle-imports.ts';
import { handleOperations } from '../../../../../src/main/api/ipc/handle-operations.ts';
import { pushEvents } from '../../../../../src/main/api/ipc/push-events.ts';
import { isTrustedSender } from '../../../../../src/main/api/ipc/trusted-sender.ts';
import { bridgeChannels, type EventBatch } from '../../../../../src/shared/contract/bridge.ts';
import type { ChangeMessage, SequencedEvent } from '../../../../../src/shared/contract/events.ts';
import { createSmallIpc, SmallPage, strangeFrame, trustedFrame } from '../../../../support/small-ipc.ts';
import { jobMessage, smallHandlers } from '../../../../support/small-backend.ts';

describe('who may ask', () => {
  it.each([
    ['our page', trustedFrame, true],
    ['a frame inside it', { ...trustedFrame, parent: {} }, false],
    ['a page from elsewhere', strangeFrame, false],
    ['a page whose address only begins like ours', { url: 'app://cellwright.evil/', parent: null }, false],
    ['a frame that is gone', null, false],
  ])('%s', (_who, frame, isTrusted) => {
    expect(isTrustedSender(frame)).toBe(isTrusted);
  });
});

describe('operations over IPC', () => {
  const open = () => {
    const ipc = createSmallIpc();
    const unexpected: unknown[] = [];
    const close = handleOperations(ipc.main, {
      dispatch: createDispatch(smallHandlers, (error, where) => unexpected.push([error, where])),
      saveFile: (file) => Promise.resolve({ ...file, path: '/saved' }),
    });
    const ask = (operation: unknown, input: unknown = {}, frame: unknown = trustedFrame) =>
      ipc.invoke(bridgeChannels.operation, { senderFrame: frame }, operation, input);
    return { ask, close, unexpected, ipc };
  };

  it('answer results, and failures with their envelope', async () => {
    const { ask } = open();
    expect(await ask('get-health')).toMatchObject({ ok: true, output: { status: 'ok' } });
    expect(await ask('get-training-job', { job_id: 7 })).toMatchObject({
      ok: false,
      error: { code: 'RESOURCE_NOT_FOUND', trace_id: expect.any(String) },
    });
    expect(await ask('create-training-job', { algorithm: 'bilstm', battery_ids: [] })).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION_ERROR', details: [{ field: 'battery_ids' }] },
    });
  });

  it('tell nobody the inside of an unexpected error, but the log, under its trace id', async () => {
    const { ask, unexpected } = open();
    const answer = (await ask('list-models')) as { error: { trace_id: string } };
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(unexpected).toEqual([
      [expect.any(TypeError), { operation: 'list-models', traceId: answer.error.trace_id }],
    ]);
  });

  it.each(['no-such-thing', '__proto__', 'toString', 7, null])('%s is no operation', async (name) => {
    expect(await open().ask(name)).toMatchObject({ ok: false, error: { code: 'RESOURCE_NOT_FOUND' } });
  });

  it('are refused to strangers', async () => {
    expect(await open().ask('get-health', {}, strangeFrame)).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN_ORIGIN' },
    });
  });

  it('hand a file to the user and answer where it lies now', async () => {
    expect(await open().ask('download-model', { model_id: 1 })).toMatchObject({
      ok: true,
      output: { path: '/saved' },
    });
  });

  it('hand a stored answer over as the bytes that it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cellwright-stored-'));
    const path = join(folder, 'evaluation.json');
    await writeFile(path, '{"model_id":1,"cells":[]}');
    const ipc = createSmallIpc();
    const handlers = { ...smallHandlers, 'get-model-evaluation': () => ({ id: 7, path }) };
    handleOperations(ipc.main, {
      dispatch: createDispatch(handlers, () => undefined),
      saveFile: () => Promise.resolve(null),
    });
    const answer = await ipc.invoke(
      bridgeChannels.operation,
      { senderFrame: trustedFrame },
      'get-model-evaluation',
      { model_id: 1, evaluation_id: 7 },
    );
    await rm(folder, { recursive: true });
    const output = Buffer.from('{"id":7,"model_id":1,"cells":[]}');
    expect(answer).toEqual({ ok: true, output, isJsonText: true });
  });

  it('stop being answered when the door is closed', () => {
    const { close, ipc } = open();
    close();
    expect(ipc.channels()).toEqual([]);
  });
});

describe('imports over IPC', () => {
  const open = () => {
    const ipc = createSmallIpc();
    const dispatch = createDispatch(smallHandlers, (error) => {
      throw error;
    });
    const closings = [
      handleImports(ipc.main, dispatch),
      handleOperations(ipc.main, { dispatch, saveFile: (file) => Promise.resolve(file) }),
    ];
    const ask = (request: unknown, frame: unknown = trustedFrame) =>
      ipc.invoke(bridgeChannels.importFile, { senderFrame: frame }, request);
    return { ask, ipc, close: () => closings.forEach((close) => close()) };
  };
  const operation = 'import-battery';
  const chosen = { operation, path: import.meta.filename, filename: 'chosen.csv', fields: { name: 'cell' } };

  it('read a chosen file from where it lies', async () => {
    expect(await open().ask(chosen)).toMatchObject({
      ok: true,
      output: { filename: 'chosen.csv', notes: [import.meta.filename, expect.any(String)] },
    });
  });

  it('go by the path that came with the File, whatever the fields say', async () => {
    const fields = { file: { path: '/etc/passwd', filename: 'x' } };
    expect(await open().ask({ ...chosen, fields })).toMatchObject({
      output: { notes: [import.meta.filename, expect.any(String)] },
    });
  });

  it.each([
    ['a File that a script made', { ...chosen, path: '' }],
    ['a folder', { ...chosen, path: import.meta.dirname }],
    ['a file that is gone', { ...chosen, path: '/no/such/file.csv' }],
    ['a device', { ...chosen, path: '/dev/zero' }],
    ['an operation that takes no file', { ...chosen, operation: 'delete-battery' }],
    ['nonsense', 7],
  ])('refuse %s', async (_what, request) => {
    expect(await open().ask(request)).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION_ERROR', details: [{ field: 'file' }] },
    });
  });

  it('are refused to strangers, and to paths on the channel of operations', async () => {
    const { ask, ipc, close } = open();
    expect(await ask(chosen, strangeFrame)).toMatchObject({ error: { code: 'FORBIDDEN_ORIGIN' } });
    const named = { file: { path: import.meta.filename, filename: 'x.csv' } };
    const asked = ipc.invoke(
      bridgeChannels.operation,
      { senderFrame: trustedFrame },
      'import-battery',
      named,
    );
    expect(await asked).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    close();
    expect(ipc.channels()).toEqual([]);
  });
});

describe('events over IPC', () => {
  const open = () => {
    const ipc = createSmallIpc();
    const listeners = new Map<number, (event: SequencedEvent) => void>();
    let lastKey = 0;
    const changeListeners = new Set<(message: ChangeMessage) => void>();
    const close = pushEvents(ipc.main, {
      subscribeToChanges: (listener) => {
        changeListeners.add(listener);
        return () => changeListeners.delete(listener);
      },
      lastSequence: () => 40,
      subscribeFrom: (sequence, listener) => {
        const key = (lastKey += 1);
        listeners.set(key, listener);
        for (let missed = sequence + 1; missed <= 40; missed += 1) {
          listener({ sequence: missed, event: jobMessage({}) });
        }
        return () => listeners.delete(key);
      },
    });
    const page = new SmallPage();
    const ask = (request: unknown, frame: unknown = trustedFrame) =>
      ipc.invoke(bridgeChannels.subscribe, { sender: page, senderFrame: frame }, request);
    const publish = (sequence: number): void => {
      for (const listener of listeners.values()) listener({ sequence, event: jobMessage({}) });
    };
    const change = (): void => {
      for (const listener of changeListeners) {
        listener({ sequence: 0, event: { type: 'changed', collection: 'models' } });
      }
    };
    return { ask, close, page, publish, listeners, change, changeListeners };
  };
  const sequencesIn = (batch: EventBatch): readonly number[] => batch.events.map(({ sequence }) => sequence);

  it('come with the collections that changed, until the page wants no more', async () => {
    const { ask, page, publish, change, changeListeners } = open();
    await ask({ action: 'start', subscription: 5, after: 40 });
    publish(41);
    change();
    const { events } = await page.nextBatch();
    expect(events[1]).toEqual({ sequence: 0, event: { type: 'changed', collection: 'models' } });
    await ask({ action: 'stop', subscription: 5 });
    expect(changeListeners.size).toBe(0);
  });

  it('begin with what was missed, several in one message', async () => {
    const { ask, page, publish } = open();
    expect(ask({ action: 'start', subscription: 1, after: 37 })).toBe(true);
    publish(41);
    const batch = await page.nextBatch();
    expect(batch.subscription).toBe(1);
    expect(sequencesIn(batch)).toEqual([38, 39, 40, 41]);
    publish(42);
    expect(sequencesIn(await page.nextBatch())).toEqual([42]);
  });

  it('begin now where nothing is named', async () => {
    const { ask, page, publish } = open();
    ask({ action: 'start', subscription: 1, after: null });
    publish(41);
    expect(sequencesIn(await page.nextBatch())).toEqual([41]);
  });

  it('end when the page says so, leaves, crashes or closes, and with the program', () => {
    const ends: ((lab: ReturnType<typeof open>) => void)[] = [
      ({ ask }) => ask({ action: 'stop', subscription: 1 }),
      ({ page }) => page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false }),
      ({ page }) => page.emit('render-process-gone', {}, { reason: 'crashed' }),
      ({ page }) => page.emit('destroyed'),
      ({ close }) => close(),
    ];
    for (const end of ends) {
      const lab = open();
      lab.ask({ action: 'start', subscription: 1, after: null });
      lab.page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
      expect(lab.listeners.size).toBe(1);
      end(lab);
      expect(lab.listeners.size).toBe(0);
    }
  });

  it('are one stream for each subscription, however often it is asked for', () => {
    const { ask, listeners } = open();
    ask({ action: 'start', subscription: 1, after: null });
    ask({ action: 'start', subscription: 1, after: 3 });
    ask({ action: 'start', subscription: 2, after: null });
    expect(listeners.size).toBe(2);
  });

  it.each([
    ['a stranger', { action: 'start', subscription: 1, after: null }, strangeFrame],
    ['nonsense', { action: 'start', subscription: 'x', after: -1 }, trustedFrame],
    ['nothing', undefined, trustedFrame],
  ])('are refused to %s', (_who, request, frame) => {
    const { ask, listeners } = open();
    expect(ask(request, frame)).toBe(false);
    expect(listeners.size).toBe(0);
  });
});
