/** A file is being read. */
import { Loader } from '@mantine/core';

export function ReadingMark({ name }: { readonly name: string }) {
  return (
    <span role="img" aria-label={`Reading ${name}`}>
      <Loader size={14} aria-hidden="true" />
    </span>
  );
}
