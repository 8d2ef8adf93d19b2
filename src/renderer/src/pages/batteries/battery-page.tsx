/** One cell: its fade curve, its cycles as a table, and its facts, which are edited in place. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import { FadeChart } from '../../components/fade-chart.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyPanel, LoadingRows } from '../../components/states.tsx';
import { SimulatedBadge } from '../../components/badge.tsx';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { hrefOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { removeBattery } from '../../actions/battery-actions.ts';
import { fadeKey } from '../../state/fade-store.ts';
import { BatteryFacts } from './battery-facts.tsx';
import { CycleCurvesPanel } from './cycle-curves-panel.tsx';
import { CyclesTable } from './cycles-table.tsx';
import { stores, useBatteries, useFades } from '../../state/page-stores.ts';

export function BatteryPage({ batteryId }: { readonly batteryId: number }) {
  const battery = useBatteries(({ batteries }) => batteries.get(batteryId));
  const { loading } = useBatteries();
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
  useEffect(() => stores().fades.want(alone), [alone]);
  const { cycle, activeId, reveal, setActiveId, showCycle } = useChosenCycle(battery);
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
          <FadeChart batteries={alone} cycle={cycle} />
        </section>
        <BatteryFacts key={battery.updated_at} battery={battery} onCycle={showCycle} />
        <CyclesTable battery={battery} {...{ activeId, reveal }} onActive={setActiveId} />
        <CycleCurvesPanel battery={battery} cycle={cycle} onClose={() => setActiveId(null)} />
      </div>
    </Page>
  );
}

/** The cycle one looks at: a row of the table, or the first row of a cycle that the report names. */
function useChosenCycle(battery: Battery) {
  const fade = useFades(({ fades }) => fades.get(fadeKey(battery)));
  const cycles = fade?.phase === 'ready' ? fade.cycles : [];
  const [activeId, setActiveId] = useState<number | null>(null);
  const [reveal, setReveal] = useState<{ readonly key: number } | null>(null);
  const showCycle = (wanted: number): void => {
    const row = cycles.find(({ cycle_index: index }) => index === wanted);
    if (!row) return;
    setActiveId(row.id);
    setReveal({ key: row.id });
  };
  const cycle = cycles.find(({ id }) => id === activeId)?.cycle_index ?? null;
  return { cycle, activeId, reveal, setActiveId, showCycle };
}
