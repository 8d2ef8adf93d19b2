/** Which algorithm, with a sentence on when to use it. */
import type { Algorithm } from '../../../../shared/contract/hyperparams.ts';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { changeForm } from '../../forms/form-store.ts';

export function AlgorithmChoice({ chosen }: { readonly chosen: Algorithm }) {
  return (
    <div className="stack" role="radiogroup" aria-labelledby="algorithm-heading">
      <h2 id="algorithm-heading">Algorithm</h2>
      <div className="choices">
        {Object.values(methods).map(({ name, label, sentence }) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="algorithm"
              value={name}
              checked={name === chosen}
              onChange={() => changeForm({ algorithm: name }, 'algorithm')}
            />
            <strong>{label}</strong>
            <p>{sentence}</p>
          </label>
        ))}
      </div>
    </div>
  );
}
