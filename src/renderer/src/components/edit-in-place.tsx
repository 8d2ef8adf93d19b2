/** A fact that is changed where it stands: Enter or leaving the field saves, Escape takes it back. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface EditInPlaceProps {
  readonly label: string;
  readonly text: string;
  readonly unit?: string;
  /** Answers why it was not saved, or null. */
  readonly onSave: (text: string) => Promise<string | null>;
}

export function EditInPlace({ label, text, unit, onSave }: EditInPlaceProps) {
  const [known, setKnown] = useState(text);
  const [typed, setTyped] = useState(text);
  const [error, setError] = useState<string | null>(null);
  // Changed elsewhere: the field follows, unless somebody is typing in it.
  if (known !== text) {
    setKnown(text);
    if (typed === known) setTyped(text);
  }
  const save = async (): Promise<void> => {
    if (typed !== text) setError(await onSave(typed));
  };
  const takeBack = (): void => {
    setTyped(text);
    setError(null);
  };
  return (
    <TextInput
      label={label}
      value={typed}
      error={error}
      placeholder="not set"
      {...(unit === undefined
        ? {}
        : { rightSection: <span className="dim">{unit}</span>, rightSectionWidth: 48 })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void save();
        if (event.key === 'Escape') takeBack();
      }}
    />
  );
}
