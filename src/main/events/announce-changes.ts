/** Handlers that announce, once they have done it, what the table of operations says that they change. */
import type { Collection } from '../../shared/contract/events.ts';
import {
  type Handlers,
  type Operation,
  type OperationName,
  operations,
} from '../../shared/contract/operations.ts';

type Handler = (input: unknown) => unknown;

export function announceChanges(handlers: Handlers, announce: (collection: Collection) => void): Handlers {
  const announcing = (Object.keys(operations) as OperationName[]).flatMap((name) => {
    const { changes }: Operation = operations[name];
    return changes
      ? [
          [
            name,
            announcingHandler(
              (handlers as Partial<Record<OperationName, Handler>>)[name] as Handler,
              changes,
              announce,
            ),
          ],
        ]
      : [];
  });
  // Each is the handler of its own name, with the same answer.
  return { ...handlers, ...Object.fromEntries(announcing) } as Handlers;
}

const announcingHandler =
  (handler: Handler, changes: readonly Collection[], announce: (collection: Collection) => void): Handler =>
  async (input) => {
    const output = await handler(input);
    changes.forEach(announce);
    return output;
  };
