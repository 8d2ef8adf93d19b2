/** Puts what is ticked side by side. */
import { Button } from '@mantine/core';
import { comparisonOf } from '../routing/route.ts';
import { goTo } from '../routing/use-route.ts';
import { Icon } from './icon.tsx';

export function CompareButton({ of }: { readonly of: Parameters<typeof comparisonOf>[0] }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="compare" />}
      onClick={() => goTo(comparisonOf(of))}
      title="Compare them (C)"
    >
      Compare
    </Button>
  );
}
