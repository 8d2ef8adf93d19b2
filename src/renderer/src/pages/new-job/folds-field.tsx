/** Whether the job trains once, once for each cell left out, or several times with other seeds. */
import { NativeSelect, TextInput } from '@mantine/core';
import { typeHyperparam, useFormStore } from '../../forms/form-store.ts';
import { emptiedNumber, leaveOneOut, trainingCount } from '../../forms/hyperparam-fields.ts';

const kinds = [
  { value: 'once', label: 'none: one training' },
  { value: leaveOneOut, label: 'leave one battery out' },
  { value: 'seeds', label: 'repeat with other seeds' },
];

/** What each kind begins with. */
const textOfKind: Readonly<Record<string, string>> = { once: '', [leaveOneOut]: leaveOneOut, seeds: '5' };

interface FoldsFieldProps {
  readonly text: string;
  readonly error: string | null;
}

export function FoldsField({ text, error }: FoldsFieldProps) {
  const cellCount = useFormStore(({ form }) => form.batteryIds.length);
  const kind = text === '' || text === leaveOneOut ? text || 'once' : 'seeds';
  const isNumber = kind === 'seeds';
  return (
    <div className="stack" style={{ gap: 4 }}>
      <NativeSelect
        label="folds"
        description={isNumber ? undefined : hintOf(text, cellCount)}
        error={isNumber ? null : error}
        value={kind}
        data={kinds}
        onChange={(event) => typeHyperparam('folds', textOfKind[event.currentTarget.value] ?? '')}
      />
      {isNumber ? (
        <TextInput
          aria-label="Number of seeds"
          inputMode="numeric"
          placeholder="2 to 50"
          description={hintOf(text, cellCount)}
          error={error}
          value={text.trim()}
          onChange={(event) => typeHyperparam('folds', event.currentTarget.value || emptiedNumber)}
        />
      ) : null}
    </div>
  );
}

function hintOf(text: string, cellCount: number): string {
  if (text === '') return 'Several trainings in one job say how sure an error is';
  const count = trainingCount(text, cellCount);
  if (text === leaveOneOut) {
    return cellCount > 1
      ? `${count} trainings: each cell is left out once`
      : 'Each cell is left out once: choose several';
  }
  return `${count} trainings of the same split, each with the next seed; 2 to 50`;
}
