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

/**
 * A query reads its query string, a command its body; the path counts for both and cannot be contradicted. A body that is
 * no object is the input as it stands: the operation's schema says what is wrong with it.
 */
export function inputOf(operation: Operation, { params, query, body }: RequestParts): unknown {
  const isQuery = operation.kind === 'query';
  const given = body === undefined ? {} : body;
  const fields = isQuery ? query : given;
  if (!isFields(fields)) return fields;
  const misplaced = isQuery ? [] : Object.keys(query).map(misplacedInQuery);
  const contradicting = Object.keys(fields).filter((name) => Object.hasOwn(params, name));
  const details = [...misplaced, ...contradicting.map(givenByPath)];
  if (details.length > 0) throw new AppError('VALIDATION_ERROR', 'Some fields are misplaced', { details });
  return { ...fields, ...params };
}

const isFields = (body: unknown): body is Fields =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

const misplacedInQuery = (field: string): ErrorDetail => ({
  field,
  issue: 'unknown in the address; this call takes its fields in the body',
});

const givenByPath = (field: string): ErrorDetail => ({ field, issue: 'is given by the path already' });
