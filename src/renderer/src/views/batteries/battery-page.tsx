/** One cell: its fade curve, its cycles as a table, and its facts, which are edited in place. */
import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import { FadeChart } from '../../components/fade-chart.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyPanel, LoadingRows } from '../../components/states.tsx';
import { SimulatedBadge } from '../../components/badge.tsx';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { hrefOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { useBatteriesStore } from '../../stores/batteries-store.ts';
import { removeBattery } from '../../stores/battery-actions.ts';
import { wantFades } from '../../stores/fade-store.ts';
import { BatteryFacts } from './battery-facts.tsx';
import { CyclesTable } from './cycles-table.tsx';

export function BatteryPage({ batteryId }: { readonly batteryId: number }) {
  const battery = useBatteriesStore(({ batteries }) => batteries.get(batteryId));
  const { loading } = useBatteriesStore();
  if (battery) return <LoadedBattery battery={battery} />;
  return (
    <Page title={`Battery ${batteryId}`}>
      {loading.phase === 'loading' ? (
        <LoadingRows what="battery" />
      ) : (
        <EmptyPanel title={`There is no battery ${batteryId}`}>
          <a href={hrefOf({ page: 'batteries' })}>All batteries</a>
        </EmptyPanel>
      )}
    </Page>
  );
}

function LoadedBattery({ battery }: { readonly battery: Battery }) {
  const alone = useMemo(() => [battery], [battery]);
  useEffect(() => wantFades(alone), [alone]);
  const remove = async (): Promise<void> => {
    if (await removeBattery(battery)) goTo({ page: 'batteries' });
  };
  useShortcuts({ Delete: () => void remove(), Escape: () => goTo({ page: 'batteries' }) });
  return (
    <Page
      title={battery.name}
      facts={battery.simulated ? <SimulatedBadge /> : null}
      actions={
        <>
          <Button
            variant="default"
            onClick={() => goTo({ page: 'new-job', likeJobId: null, batteryIds: [battery.id] })}
          >
            Train on it
          </Button>
          <Button
            variant="default"
            leftSection={<Icon name="trash" />}
            onClick={() => void remove()}
            title="Delete (Del)"
          >
            Delete
          </Button>
        </>
      }
    >
      <div className="battery">
        <section className="job-curves" aria-label="Capacity fade">
          <FadeChart batteries={alone} />
        </section>
        <BatteryFacts key={battery.updated_at} battery={battery} />
        <CyclesTable battery={battery} />
      </div>
    </Page>
  );
}
