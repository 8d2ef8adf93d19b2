/** Which algorithm, with a sentence on when to use it. */
import { algorithmSchema, type Algorithm } from '../../../../shared/contract/hyperparams.ts';
import { algorithmNames, algorithmSentences } from '../../words/algorithm.ts';
import { changeForm } from '../../forms/form-store.ts';

export function AlgorithmChoice({ chosen }: { readonly chosen: Algorithm }) {
  return (
    <div className="stack" role="radiogroup" aria-labelledby="algorithm-heading">
      <h2 id="algorithm-heading">Algorithm</h2>
      <div className="choices">
        {algorithmSchema.options.map((algorithm) => (
          <label key={algorithm} className="choice">
            <input
              type="radio"
              name="algorithm"
              value={algorithm}
              checked={algorithm === chosen}
              onChange={() => changeForm({ algorithm }, 'algorithm')}
            />
            <strong>{algorithmNames[algorithm]}</strong>
            <p>{algorithmSentences[algorithm]}</p>
          </label>
        ))}
      </div>
    </div>
  );
}
