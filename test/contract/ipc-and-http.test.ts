/** Every operation answers the same over HTTP and over IPC, whether it does what is asked or refuses it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, type OperationName, operations } from '../../src/shared/contract/operations.ts';
import { type Answered, openTwoDoors, type TwoDoors } from '../support/two-doors.ts';
import { operationCases } from './operation-cases.ts';

const kindOf = (name: OperationName): Operation['kind'] => operations[name].kind;
const rows = operationCases.map((one) => [one.operation, JSON.stringify(one.input), one] as const);
const ofKind = (kind: Operation['kind']) => rows.filter(([name]) => kindOf(name) === kind);

/** Two programs that lived alike: a command is given to the one over HTTP and to the other over IPC. */
let one: TwoDoors;
let other: TwoDoors;
beforeAll(async () => {
  [one, other] = await Promise.all([openTwoDoors(), openTwoDoors()]);
});
afterAll(() => Promise.all([one.close(), other.close()]));

it.each(Object.keys(operations) as OperationName[])('%s has its cases', (name) => {
  const answers = operationCases.filter(({ operation }) => operation === name).map((asked) => asked.answers);
  expect(answers, 'test/contract/operation-cases.ts has no case that is answered').toContain('ok');
  if (kindOf(name) === 'command') {
    expect(
      answers.some((answer) => answer !== 'ok'),
      'nor one that is refused',
    ).toBe(true);
  }
});

describe('a query answers the same over HTTP and over IPC', () => {
  it.each(ofKind('query'))('%s %s', async (_name, _text, asked) => {
    const overHttp = await one.overHttp(asked);
    const overIpc = await one.overIpc(asked);
    expect(codeOf(overHttp)).toBe(asked.answers);
    expect(without(momentary, overIpc)).toEqual(without(momentary, overHttp));
  });
});

describe('a command does and answers the same over HTTP and over IPC', () => {
  it.each(ofKind('command'))('%s %s', async (_name, _text, asked) => {
    const [overHttp, overIpc] = await Promise.all([one.overHttp(asked), other.overIpc(asked)]);
    expect(codeOf(overHttp)).toBe(asked.answers);
    expect(without(differing, overIpc)).toEqual(without(differing, overHttp));
  });
});

function codeOf({ isOk, answer }: Answered): string {
  return isOk ? 'ok' : (answer as { error: { code: string } }).error.code;
}

/** Two questions are asked at two moments, each under its own trace id. */
const momentary = ['trace_id', 'uptime_seconds'];
/** Two programs have their own times and places, and a running job is not equally far in both. */
const differing = [
  ...momentary,
  'timestamp',
  'created_at',
  'started_at',
  'finished_at',
  'updated_at',
  'progress',
  'current_epoch',
  'current_loss',
  'best_val_loss',
  'duration_seconds',
  'eta_seconds',
  'device',
  'evaluation',
  'port',
  'data_dir',
  'file',
  'restore_at_next_start',
  'bytes',
];

/** Such values are masked, not left out: that a key is there counts. */
const without = (keys: readonly string[], answered: Answered): unknown =>
  JSON.parse(
    JSON.stringify(answered, (key, value: unknown) => (keys.includes(key) ? '(its own)' : value)),
  ) as unknown;
