/** That the form did not begin empty, what it brought along, and how to be rid of it. */
import { methods } from '../../../../shared/contract/methods/index.ts';
import { clearForm, useFormStore } from '../../forms/form-store.ts';
import type { JobForm } from '../../forms/job-form.ts';
import { plural } from '../../words/number.ts';
import { settingWords } from '../../words/hyperparams.ts';

export function TookOver() {
  const { tookOver } = useFormStore();
  if (!tookOver) return null;
  return (
    <p className="took-over" role="note">
      Taken over from the last job you started: {inWords(tookOver)}.{' '}
      <button type="button" className="plain-button link" onClick={clearForm}>
        Start empty
      </button>
    </p>
  );
}

/** "BiLSTM, 5 cells, epochs 20, step size 0.01" */
function inWords({ algorithm, batteryIds, typed }: JobForm): string {
  const settings = Object.entries(typed).map(
    ([name, text]) => `${settingWords(name, '').label.toLowerCase()} ${text}`,
  );
  return [methods[algorithm].label, plural(batteryIds.length, 'cell'), ...settings].join(', ');
}
