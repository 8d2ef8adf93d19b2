/** A button that opens the system's file dialog. */
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { acceptedFiles } from '../../../shared/contract/formats.ts';
import { Icon } from './icon.tsx';

interface FilePickerProps {
  readonly label: string;
  /** Where the label alone would not say enough to a screen reader. */
  readonly accessibleLabel?: string;
  /** Beside a main button: "default". */
  readonly variant?: 'filled' | 'default';
  /** Drawn as a link, beside many others. */
  readonly isQuiet?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FilePicker(props: FilePickerProps) {
  const { label, accessibleLabel = label, variant = 'filled', isQuiet = false, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => input.current?.click();
  return (
    <>
      {isQuiet ? (
        <button className="plain-button link" aria-label={accessibleLabel} onClick={choose}>
          {label}
        </button>
      ) : (
        <Button
          variant={variant}
          leftSection={<Icon name="upload" />}
          aria-label={accessibleLabel}
          onClick={choose}
        >
          {label}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={accessibleLabel}
        accept={acceptedFiles()}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
