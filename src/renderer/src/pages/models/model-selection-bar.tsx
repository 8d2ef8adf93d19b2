/** What can be done with the ticked models. */
import { Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { comparisonOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { stores, useSelected } from '../../state/page-stores.ts';

export function ModelSelectionBar() {
  const selected = useSelected('selectedModels');
  return (
    <SelectionBar what="model" count={selected.size} onClear={stores().selectedModels.clear}>
      <Button
        variant="default"
        leftSection={<Icon name="compare" />}
        onClick={() => goTo(comparisonOf({ modelIds: [...selected] }))}
        title="Compare them (C)"
      >
        Compare
      </Button>
    </SelectionBar>
  );
}
