/** The input of an operation, gathered from where HTTP carries it: path, query, body. */
import type { ErrorDetail } from '../../../shared/contract/errors.ts';
import type { Operation } from '../../../shared/contract/operations.ts';
import { AppError } from '../../../shared/domain/app-error.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface RequestParts {
  readonly params: Fields;
  readonly query: Fields;
  /** Undefined where the request had none. */
  readonly body: unknown;
}

/** A query reads its query string, a command its body; the path counts for both and cannot be contradicted. */
export function inputOf(operation: Operation, { params, query, body }: RequestParts): Fields {
  const isQuery = operation.kind === 'query';
  const fields = isQuery ? query : fieldsOfBody(body);
  const misplaced = isQuery ? [] : Object.keys(query).map(misplacedInQuery);
  const contradicting = Object.keys(fields).filter((name) => Object.hasOwn(params, name));
  const details = [...misplaced, ...contradicting.map(givenByPath)];
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', 'Some fields are misplaced', { details });
  return { ...fields, ...params };
}

function fieldsOfBody(body: unknown): Fields {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
  throw new AppError('BAD_REQUEST', 'The body must be a JSON object, like { "name": "…" }');
}

const misplacedInQuery = (field: string): ErrorDetail => ({
  field,
  issue: 'unknown in the address; this call takes its fields in the body',
});

const givenByPath = (field: string): ErrorDetail => ({ field, issue: 'is given by the path already' });
