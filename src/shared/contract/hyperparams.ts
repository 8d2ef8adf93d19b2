/**
 * What a job may say of its algorithm, made from the table of methods: names, hyperparameters complete with those of the
 * training loop, and the pair of both. The factories take any table, so that a test can add a method of its own.
 */
import { z } from 'zod';
import { loopHyperparams } from './loop-hyperparams.ts';
import type { MethodTable } from './methods/define-method.ts';
import { type Methods, methods } from './methods/index.ts';

type LoopHyperparams = typeof loopHyperparams;

/** Hyperparameters in full: the loop's, then its own. */
export type HyperparamsSchemaOf<T extends MethodTable, N extends keyof T> = z.ZodObject<
  LoopHyperparams & T[N]['hyperparams'],
  z.core.$strict
>;

export const hyperparamsSchemaOf = <T extends MethodTable, N extends keyof T>(
  table: T,
  name: N,
): HyperparamsSchemaOf<T, N> => z.strictObject({ ...loopHyperparams, ...table[name]?.hyperparams });

export const namesOf = <T extends MethodTable>(table: T): (keyof T & string)[] => Object.keys(table);

export const algorithmSchemaOf = <T extends MethodTable>(table: T) => z.enum(namesOf(table));

type ChoiceOption<T extends MethodTable> = {
  readonly [N in keyof T]: z.ZodObject<{
    algorithm: z.ZodLiteral<N & string>;
    hyperparams: HyperparamsSchemaOf<T, N>;
  }>;
}[keyof T];

/** Which algorithm, with its hyperparameters complete: the pair that a job, its spec and its model carry. */
export const algorithmChoiceSchemaOf = <T extends MethodTable>(table: T) =>
  unionByAlgorithm<ChoiceOption<T>>(
    namesOf(table).map((name) =>
      z.object({ algorithm: z.literal(name), hyperparams: hyperparamsSchemaOf(table, name) }),
    ),
  );

type AnyOption = z.ZodObject<{ algorithm: z.ZodLiteral<string> }>;

/** A union that looks at `algorithm` first, so that a wrong field is told by the chosen algorithm's own schema. */
export const unionByAlgorithm = <O extends z.ZodObject>(
  options: readonly z.ZodObject[],
): z.ZodDiscriminatedUnion<readonly O[], 'algorithm'> =>
  // Made row by row of a table, which is more than the type of an array can say.
  z.discriminatedUnion('algorithm', options as unknown as [AnyOption]) as unknown as z.ZodDiscriminatedUnion<
    readonly O[],
    'algorithm'
  >;

export const algorithmSchema = algorithmSchemaOf(methods);
export type Algorithm = keyof Methods;

export const algorithmChoiceSchema = algorithmChoiceSchemaOf(methods);
export type AlgorithmChoice = z.infer<typeof algorithmChoiceSchema>;

/** What one method is given: the loop's hyperparameters and its own. */
export type HyperparamsOf<N extends Algorithm> = z.output<HyperparamsSchemaOf<Methods, N>>;
