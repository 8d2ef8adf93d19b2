/** A button that opens the system's file dialog. */
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from './icon.tsx';

interface FilePickerProps {
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FilePicker({ label, onFiles }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button leftSection={<Icon name="upload" />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept=".csv,.txt,text/csv"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
