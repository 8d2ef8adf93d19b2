/** A word that qualifies a number, with a sentence that says why; read aloud with it and reachable by keyboard. */
import { Tooltip } from '@mantine/core';

interface BadgeProps {
  readonly word: string;
  readonly sentence: string;
  readonly isWarning?: boolean;
}

export function Badge({ word, sentence, isWarning = false }: BadgeProps) {
  return (
    <Tooltip label={sentence} events={{ hover: true, focus: true, touch: true }}>
      <span
        className={isWarning ? 'badge badge-warning' : 'badge'}
        tabIndex={0}
        role="note"
        aria-label={`${word}: ${sentence}`}
      >
        {word}
      </span>
    </Tooltip>
  );
}

export function SimulatedBadge() {
  return (
    <Badge
      word="simulated"
      sentence="A built-in sample: computed, not measured. Results on it say nothing about real cells."
      isWarning
    />
  );
}
