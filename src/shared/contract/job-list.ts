/**
 * The list of jobs: its ten documented keys and, where they are asked for, any further key of a job's detail, in any
 * order, of all jobs or those that a search finds.
 */
import { z } from 'zod';
import {
  type JobStatus,
  jobStatusSchema,
  type TrainingJob,
  trainingJobDetailSchema,
  trainingJobSchema,
  type TrainingJobDetail,
} from './job.ts';
import { pageMetaSchema, pageQuery, switchFromQuery } from './pagination.ts';

export type JobField = Exclude<keyof TrainingJobDetail, keyof TrainingJob>;
type NameOfScalar = {
  [Name in keyof TrainingJobDetail]: TrainingJobDetail[Name] extends string | number | null ? Name : never;
}[keyof TrainingJobDetail];
/** Whatever is one value; words about the queue sort as the queue does. */
export type JobSortKey = NameOfScalar;

const detailShape: Readonly<Record<string, z.ZodType>> = trainingJobDetailSchema.shape;
const isDocumented = (name: string): boolean => Object.hasOwn(trainingJobSchema.shape, name);
const isScalar = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodNullable
    ? isScalar(schema.unwrap() as z.ZodType)
    : schema instanceof z.ZodString || schema instanceof z.ZodNumber || schema instanceof z.ZodEnum;

export const jobFields = Object.keys(detailShape).filter((name) => !isDocumented(name)) as JobField[];
export const jobSortKeys = Object.entries(detailShape).flatMap(([name, schema]) =>
  isScalar(schema) ? [name as JobSortKey] : [],
);

type Names = Record<string, boolean | undefined>;

/** As keys of an object, so that a wrong name is refused as an unknown key is: with the nearest one that is known. */
const namesAmong = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, z.boolean().optional()])) as Record<
      Name,
      z.ZodOptional<z.ZodBoolean>
    >,
  );

const wordsOf = (text: string, separator: string | RegExp): string[] =>
  text
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean);

const fieldsSchema = z
  .string()
  .max(500)
  .transform((text): Names => Object.fromEntries(wordsOf(text, ',').map((name) => [name, true])))
  .pipe(namesAmong(jobFields))
  .transform((names) => Object.keys(names))
  .pipe(z.array(z.enum(jobFields)));

/** A key, or one with `-` before it. */
export type JobSort = JobSortKey | `-${JobSortKey}`;
const jobSorts = jobSortKeys.flatMap((key): JobSort[] => [key, `-${key}`]);

const sortSchema = z
  .string()
  .max(100)
  .transform((text): Names => ({ [text.replace(/^-/, '')]: text.startsWith('-') }))
  .pipe(namesAmong(jobSortKeys))
  // A wrong name is refused already where none is left here.
  .transform((names) => Object.entries(names).map(([key, isDown]) => (isDown ? `-${key}` : key))[0] ?? 'id')
  .pipe(z.enum(jobSorts));

const mostWords = 10;

/** Those of a search, each of which must be found. */
export const searchedWords = (search: string): readonly string[] => wordsOf(search, /\s+/);

const longestSearch = 200;

/** As much of what somebody types as a search takes. */
export const searchOfTyped = (typed: string): string =>
  searchedWords(typed.slice(0, longestSearch)).slice(0, mostWords).join(' ');

const searchSchema = z
  .string()
  .max(longestSearch)
  .refine((text) => searchedWords(text).length <= mostWords, `must contain at most ${mostWords} words`);

export const listTrainingJobsSchema = z.strictObject({
  ...pageQuery(20),
  status: jobStatusSchema.optional().describe('Filter by status'),
  held: switchFromQuery.optional().describe('Only those that are paused, or only those that are not'),
  fields: fieldsSchema.optional().describe('Further keys for each item, separated by commas'),
  sort: sortSchema
    .optional()
    .describe('With - from the highest down; null comes last, and among equals the newest first'),
  search: searchSchema
    .optional()
    .describe(
      'Words that must all be found in its name, algorithm, status, error message or id (#12: ids that begin so); ' +
        `at most ${mostWords}; capitals do not matter`,
    ),
});

const eachStatus = <Schema extends z.ZodType>(schema: Schema): Record<JobStatus, Schema> =>
  Object.fromEntries(jobStatusSchema.options.map((status) => [status, schema])) as Record<JobStatus, Schema>;

/** The documented keys, and whichever of the further ones were asked for. */
export const listedJobSchema = trainingJobSchema.extend(
  trainingJobDetailSchema
    .pick(Object.fromEntries(jobFields.map((name) => [name, true])) as Record<JobField, true>)
    .partial().shape,
);
export type ListedJob = z.infer<typeof listedJobSchema>;

export const trainingJobListSchema = z.object({
  items: z.array(listedJobSchema),
  meta: pageMetaSchema.extend({
    // Named keys: a record of an enum would leave them unnamed in the API document.
    counts: z
      .object(eachStatus(z.int()))
      .optional()
      .describe('Jobs by status, whatever the filter; only with `fields`'),
    held: z.int().optional().describe('How many of the queued ones are paused; only with `fields`'),
  }),
});
