/** One answer for all cells of a group: Enter or leaving the field sets it, Escape takes it back. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { whyNotAnswer } from '../../forms/review-fields.ts';
import type { ReviewAnswers } from '../../state/reviewed-file.ts';

interface AnswerFieldProps {
  readonly field: keyof ReviewAnswers;
  readonly label: string;
  readonly unit?: string;
  readonly width: number;
  /** What all cells have. */
  readonly text: string;
  readonly placeholder: string;
  readonly onAnswer: (text: string) => void;
}

export function AnswerField({ field, label, unit, width, text, placeholder, onAnswer }: AnswerFieldProps) {
  const [known, setKnown] = useState(text);
  const [typed, setTyped] = useState(text);
  // Answered elsewhere, as by a button: the field follows.
  if (known !== text) {
    setKnown(text);
    setTyped(text);
  }
  const why = whyNotAnswer(field, typed);
  const save = (): void => {
    if (typed !== text && why === null) onAnswer(typed);
  };
  return (
    <TextInput
      label={label}
      w={width}
      value={typed}
      error={why}
      placeholder={placeholder}
      {...(unit === undefined
        ? {}
        : { rightSection: <span className="dim">{unit}</span>, rightSectionWidth: 30 })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setTyped(text);
      }}
    />
  );
}
