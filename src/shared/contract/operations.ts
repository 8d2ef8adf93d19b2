/**
 * The table of operations: the one place where a name, its input, its output and its HTTP form stand together. The
 * HTTP routes, the dispatcher's validation, the client and openapi.json all come from here.
 */
import type { z } from 'zod';
import { backupOperations } from './backup-operations.ts';
import { batteryOperations } from './battery-operations.ts';
import { comparisonOperations } from './comparison-operations.ts';
import type { ErrorDetail } from './errors.ts';
import { jobOperations } from './job-operations.ts';
import { mappingOperations } from './mapping-operations.ts';
import { modelOperations } from './model-operations.ts';
import type { Operation } from './operation.ts';
import { modelEvaluationOperations, predictionOperations } from './prediction-operations.ts';
import type { StoredAnswer } from './stored-answer.ts';
import { systemOperations } from './system-operations.ts';

export type { Operation } from './operation.ts';

export const operations = {
  ...jobOperations,
  ...batteryOperations,
  ...mappingOperations,
  ...modelOperations,
  ...modelEvaluationOperations,
  ...comparisonOperations,
  ...predictionOperations,
  ...backupOperations,
  ...systemOperations,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export type InputOf<Name extends OperationName> = z.infer<(typeof operations)[Name]['input']>;
export type OutputOf<Name extends OperationName> = (typeof operations)[Name]['output'] extends z.ZodType
  ? z.infer<(typeof operations)[Name]['output']>
  : null;

type NamesWith<Facts> = {
  [Name in OperationName]: (typeof operations)[Name] extends Facts ? Name : never;
}[OperationName];

/** What a handler hands over: the output, or where a transport finds it. */
type HandedOver<Name extends OperationName> =
  Name extends NamesWith<{ transfer: 'stored' }> ? StoredAnswer : OutputOf<Name>;

/** One function per operation: parsed input in, the operation's output back. Batches are the dispatcher's own. */
export type Handlers = {
  readonly [Name in Exclude<OperationName, NamesWith<{ batchOf: string }>>]: (
    input: InputOf<Name>,
  ) => HandedOver<Name> | Promise<HandedOver<Name>>;
};

/** Beyond the schema, where there is more to say: every wrong field, e.g. an id of something that is not there. */
export type InputChecks = {
  readonly [Name in OperationName]?: (input: InputOf<Name>) => readonly ErrorDetail[];
};
