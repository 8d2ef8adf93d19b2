/** The client on the desktop: the same calls and events over the bridge that the preload gives the page. */
import type { Bridge, BridgeResult } from '../../../shared/contract/bridge.ts';
import { isChange } from '../../../shared/contract/events.ts';
import type { OperationName, OutputOf } from '../../../shared/contract/operations.ts';
import { errorOfAnswer } from './client-error.ts';
import type { AskOf, Client, EventListener, EventSubscription } from './client.ts';

/** Asks first where scripts reach the API, since that is shown at once. */
export async function createIpcClient(bridge: Bridge): Promise<Client> {
  const { port } = await callOperation(bridge, 'get-settings', {});
  return {
    apiUrl: `http://localhost:${port}/api/v1`,
    call: (operation, input) => callOperation(bridge, operation, input),
    upload: async (file, fields) => {
      const result = await bridge.importFile('import-battery', file, { ...fields });
      const imported = outputOf(result) as OutputOf<'import-battery'>;
      return 'items' in imported ? imported.items : [imported];
    },
    preview: async (file, fields) =>
      outputOf(await bridge.importFile('preview-import', file, { ...fields })) as OutputOf<'preview-import'>,
    // The desktop asks where to, and says itself what went wrong.
    saveModel: async (modelId, format) => {
      await bridge.call('download-model', { model_id: modelId, format });
    },
    // The window belongs to the program: nobody asks it who it is.
    identify: () => undefined,
    subscribe: (afterSequence, listener) => subscribe(bridge, afterSequence, listener),
  };
}

async function callOperation<Name extends OperationName>(
  bridge: Bridge,
  operation: Name,
  input: AskOf<Name>,
): Promise<OutputOf<Name>> {
  // The backend checks its answers against the same table.
  return outputOf(await bridge.call(operation, input)) as OutputOf<Name>;
}

function outputOf(result: BridgeResult): unknown {
  if (result.ok) return result.isJsonText ? parsed(result.output) : result.output;
  throw errorOfAnswer(500, { error: result.error });
}

const parsed = (output: unknown): unknown => JSON.parse(new TextDecoder().decode(output as Uint8Array));

/** A bridge does not break: where the program ends, its window ends with it. */
function subscribe(bridge: Bridge, afterSequence: number | null, listener: EventListener): EventSubscription {
  const unsubscribe = bridge.subscribe(afterSequence, (message) => {
    if (isChange(message)) listener.onChanged(message.event.collection);
    else listener.onEvent(message);
  });
  listener.onConnected();
  return { unsubscribe, reconnectNow: () => undefined };
}
