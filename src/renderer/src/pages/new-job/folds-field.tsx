/** Whether the job trains once, once for each cell left out, or several times with other seeds. */
import { NativeSelect, TextInput } from '@mantine/core';
import { type RunPlanName, runPlans } from '../../../../shared/contract/run-plans/index.ts';
import { settingWords } from '../../words/hyperparams.ts';
import { typeHyperparam, useFormStore } from '../../forms/form-store.ts';
import { emptiedNumber, planOfText, trainingCount } from '../../forms/hyperparam-fields.ts';

const kinds = Object.entries(runPlans).map(([value, { label }]) => ({ value, label }));

const textOf = (kind: string): string => (kind in runPlans ? runPlans[kind as RunPlanName].text : '');

interface FoldsFieldProps {
  readonly text: string;
  readonly error: string | null;
}

export function FoldsField({ text, error }: FoldsFieldProps) {
  const cellCount = useFormStore(({ form }) => form.batteryIds.length);
  const [kind, { counted, hint }] = planOfText(text);
  const words = hint(trainingCount(text, cellCount), cellCount);
  return (
    <div className="stack" style={{ gap: 4 }}>
      <NativeSelect
        label={<span title="folds in the API">{settingWords('folds', '').label}</span>}
        description={counted ? undefined : words}
        error={counted ? null : error}
        value={kind}
        data={kinds}
        onChange={(event) => typeHyperparam('folds', textOf(event.currentTarget.value))}
      />
      {counted ? (
        <TextInput
          aria-label={counted.label}
          inputMode="numeric"
          placeholder={counted.range}
          description={words}
          error={error}
          value={text.trim()}
          onChange={(event) => typeHyperparam('folds', event.currentTarget.value || emptiedNumber)}
        />
      ) : null}
    </div>
  );
}
