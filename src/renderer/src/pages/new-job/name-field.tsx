/** What the model will be called. */
import { TextInput } from '@mantine/core';
import type { ErrorDetail } from '../../../../shared/contract/errors.ts';
import { changeForm, messageAt, useFormStore } from '../../forms/form-store.ts';

export function NameField({ details }: { readonly details: readonly ErrorDetail[] }) {
  const state = useFormStore();
  return (
    <TextInput
      label="Model name"
      description="Optional; 1 to 120 characters"
      maw={420}
      value={state.form.modelName}
      error={messageAt('model_name', details, state)}
      onChange={(event) => changeForm({ modelName: event.currentTarget.value }, 'model_name')}
    />
  );
}
