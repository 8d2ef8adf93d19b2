/** Beside the form: how the chosen cells fade, and the same job as a call. */
import { useMemo } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { FadeChart } from '../../components/fade-chart.tsx';
import { useFormStore } from '../../forms/form-store.ts';
import { type CheckedForm, curlOfInput } from '../../forms/job-form.ts';
import { useBatteries, useConnection } from '../../state/page-stores.ts';

export function FormSide({ checked }: { readonly checked: CheckedForm }) {
  const { batteries } = useBatteries();
  const ids = useFormStore(({ form }) => form.batteryIds);
  const chosen = useMemo(() => ids.flatMap((id) => batteries.get(id) ?? []), [ids, batteries]);
  const apiUrl = useConnection((state) => state.apiUrl);
  const curl = checked.isValid ? curlOfInput(apiUrl, checked.input) : null;
  return (
    <aside className="form-side" aria-label="Preview">
      <h2>Fade of the chosen cells</h2>
      <div className="preview">
        {chosen.length === 0 ? (
          <p className="dim">Choose a cell to see how it ages.</p>
        ) : (
          <FadeChart batteries={chosen} />
        )}
      </div>
      <div className="row">
        <h2 className="grow">The same as a call</h2>
        {curl === null ? null : <CopyButton label="Copy" what="Call" text={() => curl} />}
      </div>
      <pre className="code" tabIndex={0} aria-label="curl command">
        {curl ?? 'Complete the form to see the call.'}
      </pre>
    </aside>
  );
}
