/** The hyperparameters of the chosen algorithm: defaults, ranges and messages come from the contract. */
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ErrorDetail } from '../../../../shared/contract/errors.ts';
import { messageAt, resetHyperparams, typeHyperparam, useFormStore } from '../../forms/form-store.ts';
import { type HyperparamField, hyperparamFields } from '../../forms/hyperparam-fields.ts';
import { settingHint, settingWords } from '../../words/hyperparams.ts';
import { FoldsField } from './folds-field.tsx';

export function HyperparamFields({ details }: { readonly details: readonly ErrorDetail[] }) {
  const { form } = useFormStore();
  const fields = useMemo(() => hyperparamFields(form.algorithm), [form.algorithm]);
  const [isUnfolded, setUnfolded] = useState(false);
  const further = fields.filter(({ isShownFirst }) => !isShownFirst);
  const isFurtherSet = further.some(
    ({ name, defaultText }) => (form.typed[name] ?? defaultText) !== defaultText,
  );
  const shown = isUnfolded || isFurtherSet ? fields : fields.filter(({ isShownFirst }) => isShownFirst);
  return (
    <section className="stack" aria-labelledby="hyperparams-heading">
      <div className="row">
        <h2 id="hyperparams-heading">Settings of the training</h2>
        <div className="grow" />
        <button type="button" className="plain-button link" onClick={resetHyperparams}>
          Back to defaults
        </button>
      </div>
      <div className="fields">
        {shown.map((field) => (
          <Field key={field.name} field={field} details={details} />
        ))}
      </div>
      {isFurtherSet ? null : (
        <button
          type="button"
          className="plain-button link"
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? 'Fewer' : `${further.length} more: ${namesOf(further)}`}
        </button>
      )}
    </section>
  );
}

interface FieldProps {
  readonly field: HyperparamField;
  readonly details: readonly ErrorDetail[];
}

function Field({ field, details }: FieldProps) {
  const state = useFormStore();
  const { name, kind, choices, defaultText, description, range } = field;
  const text = state.form.typed[name] ?? defaultText;
  const error = messageAt(`hyperparams.${name}`, details, state);
  const words = settingWords(name, description);
  const shared = {
    label: <span title={`${name} in the API`}>{words.label}</span>,
    description: settingHint(words, range),
    error,
  };
  const type = (value: string): void => typeHyperparam(name, value);
  switch (kind) {
    case 'switch':
      return (
        <Switch
          {...shared}
          checked={text === 'true'}
          onChange={(event) => type(String(event.currentTarget.checked))}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          value={text}
          data={
            defaultText === '' ? [{ value: '', label: 'by the number of cells' }, ...choices] : [...choices]
          }
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
    case 'folds':
      return <FoldsField text={text} error={error} />;
    case 'integer':
    case 'number':
      return (
        <TextInput
          {...shared}
          inputMode={kind === 'integer' ? 'numeric' : 'decimal'}
          placeholder={defaultText === '' ? 'not set' : defaultText}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
        />
      );
  }
}

const namesOf = (fields: readonly HyperparamField[]): string =>
  fields.map(({ name, description }) => settingWords(name, description).label.toLowerCase()).join(', ');
