/** Copies a text and says so. */
import { Button } from '@mantine/core';
import { copyText } from '../actions/copy-text.ts';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  /** What is copied; asked for when pressed, since making it may cost something. */
  readonly text: () => string | Promise<string>;
  readonly label: string;
  /** What the message calls it: "Address". */
  readonly what: string;
}

export function CopyButton({ text, label, what }: CopyButtonProps) {
  return (
    <Button variant="default" leftSection={<Icon name="copy" />} onClick={() => void copyText(text, what)}>
      {label}
    </Button>
  );
}
