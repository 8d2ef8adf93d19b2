/** What a log says of the data of several runs before the first epoch. */
import { describeData } from '../describe-data.ts';
import type { LogText } from '../log-text.ts';
import type { PreparedRun } from './prepared-run.ts';

/** One line of each kind: as it is where all runs have the same one, else the first run's as an example. */
export function describeDataOfRuns(runs: readonly PreparedRun[]): readonly LogText[] {
  const byKind = new Map<string, { readonly line: LogText; readonly name: string | null }[]>();
  for (const { job, name } of runs) {
    for (const line of describeData(job)) {
      const kind = kindOf(line);
      byKind.set(kind, [...(byKind.get(kind) ?? []), { line, name }]);
    }
  }
  return [...byKind.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { line, name } = first;
    const isSame = alike.every((one) => one.line.message === line.message);
    if (isSame && alike.length === runs.length) return [line];
    const where = `In ${alike.length} of ${runs.length} runs, ${isSame ? 'such as' : 'for example in'} ${name ?? ''}`;
    return [{ ...line, message: `${where}: ${line.message}` }];
  });
}

/** What a line speaks of, without the columns and cells it lists. */
const kindOf = ({ message }: LogText): string => message.split(': ')[0] ?? message;
