/** Below a list while rows are ticked: how many, what can be done with them, and the way out. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { plural } from '../words/number.ts';

interface SelectionBarProps {
  /** "job" */
  readonly what: string;
  readonly count: number;
  readonly onClear: () => void;
  /** Buttons for all that is ticked. */
  readonly children?: ReactNode;
}

export function SelectionBar({ what, count, onClear, children }: SelectionBarProps) {
  if (count === 0) return null;
  return (
    <div className="selection-bar" role="group" aria-label={`Selected ${what}s`}>
      <strong aria-live="polite">{plural(count, what)} selected</strong>
      {children}
      <div className="grow" />
      <Button variant="subtle" onClick={onClear} title="Select none (Esc)">
        Select none
      </Button>
    </div>
  );
}
