/**
 * The one door into the program: an operation's name and unknown input become a checked call of its handler, and
 * whatever comes of it becomes a result. Every transport goes through here; behind it nothing is checked again.
 */
import type { ErrorCode, ErrorDetail } from '../../shared/contract/errors.ts';
import { failuresOf, generalRefusal } from '../../shared/contract/operation.ts';
import {
  type Handlers,
  type InputChecks,
  type InputOf,
  type Operation,
  type OperationName,
  operations,
} from '../../shared/contract/operations.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { answerBatch, isBatch } from './answer-batch.ts';
import { parseRightParts } from './parse-right-parts.ts';
import { unexpectedFailure } from './unexpected-failure.ts';
import { validateInput } from './validate-input.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly ErrorDetail[] | undefined;
  /** Where it is not the one of the code. */
  readonly httpStatus?: number | undefined;
}

export type DispatchResult =
  { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: Failure };

/** `traceId` ties the answer to the log line of an unexpected error. Never rejects. */
export type Dispatch = (
  operation: OperationName,
  unknownInput: unknown,
  traceId: string,
) => Promise<DispatchResult>;

/** Told of every exception that no handler expected, whole. */
export type ReportUnexpected = (
  error: unknown,
  where: { readonly operation: string; readonly traceId: string },
) => void;

/** Nobody mends thousands of fields one by one, and to write them all out would keep everybody else waiting. */
const maxDetails = 100;
const maxFieldLength = 200;

/** `checks`: asked of what is right in an input that the schema refuses; a handler sees to an input that it accepts. */
export function createDispatch(
  handlers: Handlers,
  reportUnexpected: ReportUnexpected,
  checks: InputChecks = {},
): Dispatch {
  const dispatch: Dispatch = async (operation, unknownInput, traceId) => {
    try {
      const validated = validateInput(operations[operation].input, unknownInput);
      if (!validated.ok) {
        const { details } = validated;
        const further = details.length > maxDetails ? [] : furtherDetails(operation, unknownInput, checks);
        return invalid(operation, withFurther(details, further));
      }
      if (isBatch(operation)) {
        const { batchOf } = operations[operation];
        const { requests } = validated.input as InputOf<typeof operation>;
        const ask = (request: unknown) => dispatch(batchOf, request, traceId);
        return { ok: true, output: await answerBatch(ask, requests, traceId) };
      }
      // Name and input belong together by the line above; TypeScript cannot follow that through the table.
      const handler = handlers[operation] as (input: unknown) => unknown;
      return { ok: true, output: await handler(validated.input) };
    } catch (error) {
      if (error instanceof AppError && error.code !== 'INTERNAL_ERROR') {
        const fault = faultBehind(operation, error);
        if (fault) reportUnexpected(fault, { operation, traceId });
        return failed(error);
      }
      const failure = unexpectedFailure(error);
      // A disk that takes nothing is said once, by the reserve, and not with every call.
      if (failure.code === 'INTERNAL_ERROR') reportUnexpected(error, { operation, traceId });
      return { ok: false, error: failure };
    }
  };
  return dispatch;
}

/** What is answered in words and is a fault of ours all the same: a process that died, a code that the table does not name. */
function faultBehind(name: OperationName, cause: AppError): Error | undefined {
  const operation: Operation = operations[name];
  if (cause.code === 'PROCESS_LOST') return cause;
  if (failuresOf(operation).includes(cause.code)) return undefined;
  return new Error(`${name} failed with ${cause.code}, which its row in the table does not name`, { cause });
}

/** What a caller would be told only after mending everything else. */
function furtherDetails(name: OperationName, input: unknown, checks: InputChecks): readonly ErrorDetail[] {
  // As with a handler: check and input belong together by their name.
  const check = checks[name] as ((input: unknown) => readonly ErrorDetail[]) | undefined;
  const parts = check && parseRightParts(operations[name].input, input);
  if (!parts) return [];
  const { shortenedLists } = parts;
  return check(parts.input).filter(({ field }) => shortenedLists.size === 0 || shortenedLists.has(field));
}

/** The first thing said of a field stands. */
const withFurther = (details: readonly ErrorDetail[], further: readonly ErrorDetail[]) => [
  ...details,
  ...further.filter(({ field }) => details.every((detail) => detail.field !== field)),
];

function invalid(operation: OperationName, details: readonly ErrorDetail[]): DispatchResult {
  const { refusal: message = generalRefusal }: Operation = operations[operation];
  return { ok: false, error: { code: 'VALIDATION_ERROR', message, details: withinReason(details) } };
}

function withinReason(details: readonly ErrorDetail[]): readonly ErrorDetail[] {
  const said = details
    .slice(0, maxDetails)
    .map(({ field, issue }) => ({ field: field.slice(0, maxFieldLength), issue }));
  const unsaidCount = details.length - said.length;
  if (unsaidCount === 0) return said;
  return [...said, { field: 'input', issue: `has ${unsaidCount} more wrong fields` }];
}

const failed = ({ code, message, details, httpStatus }: AppError): DispatchResult => ({
  ok: false,
  error: { code, message, details, httpStatus },
});
