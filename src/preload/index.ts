/** Runs in the sandbox before the page and gives it `window.backend`: the bridge, and nothing else of Electron. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  type Bridge,
  bridgeChannels,
  type BridgeResult,
  type EventBatch,
  type ImportRequest,
  type SubscribeRequest,
} from '../shared/contract/bridge.ts';

let lastSubscription = 0;

const call: Bridge['call'] = (operation, input) =>
  ipcRenderer.invoke(bridgeChannels.operation, operation, input) as Promise<BridgeResult>;

const control = (request: SubscribeRequest): void =>
  void ipcRenderer.invoke(bridgeChannels.subscribe, request);

const bridge: Bridge = {
  call,
  importFile: (operation, file, fields) => {
    const { name: filename } = file as File;
    const request: ImportRequest = {
      operation,
      path: webUtils.getPathForFile(file as File),
      filename,
      fields,
    };
    return ipcRenderer.invoke(bridgeChannels.importFile, request) as Promise<BridgeResult>;
  },
  subscribe: (after, listener) => {
    lastSubscription += 1;
    const subscription = lastSubscription;
    const hear = (_event: unknown, batch: EventBatch): void => {
      if (batch.subscription === subscription) for (const event of batch.events) listener(event);
    };
    ipcRenderer.on(bridgeChannels.events, hear);
    control({ action: 'start', subscription, after });
    return () => {
      ipcRenderer.off(bridgeChannels.events, hear);
      control({ action: 'stop', subscription });
    };
  },
};

contextBridge.exposeInMainWorld('backend', bridge);
