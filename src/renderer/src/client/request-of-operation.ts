/** From an operation and its input to the HTTP request that carries it: path parameters, then query or JSON body. Pure. */
import { type Operation, type OperationName, operations } from '../../../shared/contract/operations.ts';
import { plainText } from '../words/plain-text.ts';

export interface HttpRequest {
  readonly method: Operation['method'];
  /** Below /api/v1, with its query. */
  readonly path: string;
  readonly body: string | null;
}

export function requestOfOperation(name: OperationName, input: object): HttpRequest {
  const operation: Operation = operations[name];
  const left = new Map<string, unknown>(Object.entries(input));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, key: string) => takeFrom(left, key));
  if (operation.method === 'GET') return { method: 'GET', path: path + queryOf(left), body: null };
  const body = left.size === 0 ? null : JSON.stringify(Object.fromEntries(left));
  return { method: operation.method, path, body };
}

function takeFrom(left: Map<string, unknown>, key: string): string {
  const value = left.get(key);
  left.delete(key);
  return encodeURIComponent(String(value));
}

function queryOf(values: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of values) if (value !== undefined) query.set(key, plainText(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
