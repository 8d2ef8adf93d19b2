/** What is wrong with a field, in words a reader of the API's answer can act on. */
import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;
type RawIssueOf<Code extends z.core.$ZodIssue['code']> = z.core.$ZodRawIssue<
  Extract<z.core.$ZodIssue, { code: Code }>
>;

const typeInWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const unitByOrigin: Readonly<Record<string, string>> = { array: 'item', string: 'character' };

/** Continues the field's name: "must be at least 1". */
export function issueInWords(issue: RawIssue): string {
  if (isMissing(issue)) return 'is required';
  if (Array.isArray(issue.input) && isAboutOneValue(issue)) return 'must be a single value';
  if (issue.code === 'invalid_type') return `must be ${expectedInWords(issue)}`;
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values)}`;
  if (issue.code === 'invalid_union') return unionInWords(issue);
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundInWords(issue);
  return isTime(issue) ? 'must be a time like 2025-01-07T10:00:00Z' : 'is not valid';
}

const isTime = (issue: RawIssue): boolean => issue.code === 'invalid_format' && issue.format === 'datetime';

/** A query parameter or a form field given twice arrives as a list. */
function isAboutOneValue(issue: RawIssue): boolean {
  if (issue.code === 'invalid_type') return !['object', 'array'].includes(issue.expected);
  return issue.code === 'invalid_value' || issue.code === 'invalid_union';
}

function isMissing(issue: RawIssue): boolean {
  const { input } = issue;
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return input === undefined;
  return typeof input === 'object' && input !== null && !Object.hasOwn(input, issue.discriminator);
}

function expectedInWords(issue: RawIssueOf<'invalid_type'>): string {
  const definition = issue.inst?._zod.def;
  const isWholeNumber = definition && 'format' in definition && definition.format === 'safeint';
  const expected = isWholeNumber ? 'int' : issue.expected;
  return typeInWords[expected] ?? expected;
}

function unionInWords(issue: RawIssueOf<'invalid_union'>): string {
  if ('options' in issue && Array.isArray(issue.options)) return `must be ${oneOf(issue.options)}`;
  const expected = new Set(issue.errors.flat().flatMap(alternativesInWords));
  return expected.size === 0 ? 'is not valid' : `must be ${[...expected].join(' or ')}`;
}

function alternativesInWords(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_type' ? [typeInWords[issue.expected] ?? issue.expected] : [];
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map(String);
  return names.length === 1 ? (names[0] ?? '') : `one of ${names.join(', ')}`;
}

function boundInWords(issue: RawIssueOf<'too_small'> | RawIssueOf<'too_big'>): string {
  const isLower = issue.code === 'too_small';
  const limit = Number(isLower ? issue.minimum : issue.maximum);
  const side = isLower ? 'least' : 'most';
  const unit = unitByOrigin[issue.origin];
  if (unit !== undefined) return `must contain at ${side} ${limit} ${unit}${limit === 1 ? '' : 's'}`;
  if (issue.inclusive === false) return `must be ${isLower ? 'greater' : 'less'} than ${limit}`;
  return `must be at ${side} ${limit}`;
}
