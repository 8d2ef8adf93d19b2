/** The same question for a terminal. */
import { CopyButton } from '../../components/copy-button.tsx';
import { curlOfPost } from '../../words/curl.ts';
import type { Chosen } from './chosen.ts';
import { useConnection } from '../../state/page-stores.ts';

export function PredictCall({ chosen: { model, battery } }: { readonly chosen: Chosen }) {
  const apiUrl = useConnection((state) => state.apiUrl);
  const question = { algorithm: model.algorithm, model_id: model.id, battery_id: battery?.id };
  const curl = battery ? curlOfPost(`${apiUrl}/predictions`, question) : null;
  return (
    <section className="stack">
      <div className="row">
        <h2 className="grow">The same as a call</h2>
        {curl === null ? null : <CopyButton label="Copy" what="Call" text={() => curl} />}
      </div>
      <pre className="code" tabIndex={0} aria-label="curl command">
        {curl ?? 'Choose a cell to see the call.'}
      </pre>
    </section>
  );
}
