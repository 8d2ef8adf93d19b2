/** The facts of a cell. Those that people know better than the file are edited where they stand. */
import type { Battery } from '../../../../shared/contract/battery.ts';
import { EditInPlace } from '../../components/edit-in-place.tsx';
import { RemarkFields } from '../../components/remark-fields.tsx';
import { Figure } from '../../components/figure.tsx';
import { count, share } from '../../words/number.ts';
import { wholeTime } from '../../words/time.ts';
import { saveBattery } from '../../actions/battery-actions.ts';
import { fadeKey } from '../../state/fade-store.ts';
import { QualityPanel } from './quality-panel.tsx';
import { useFades } from '../../state/page-stores.ts';

/** 80 is 80 %; 0.8, as the API has it, is the same. */
const shareOfPercent = (typed: number): number => (typed > 1 ? Number((typed / 100).toPrecision(12)) : typed);

interface BatteryFactsProps {
  readonly battery: Battery;
  readonly onCycle: (cycle: number) => void;
}

export function BatteryFacts({ battery, onCycle }: BatteryFactsProps) {
  const { id, nominal_capacity: capacity, end_of_life: endOfLife, end_of_life_cycle: endCycle } = battery;
  const fade = useFades(({ fades }) => fades.get(fadeKey(battery)));
  const lastSoh = fade?.phase === 'ready' ? fade.cycles.at(-1)?.soh : null;
  const number = (text: string): number => (text.trim() === '' ? NaN : Number(text));
  const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return (
    <aside className="job-facts" aria-label="Facts">
      <div className="figures">
        <Figure label="cycles" value={count(battery.total_cycles)} />
        <Figure label="SoH at the last" value={share(lastSoh)} />
        <Figure
          label="end of life"
          value={endCycle === null ? 'not reached' : count(endCycle)}
          {...(endCycle === null ? {} : { unit: 'cycle' })}
        />
      </div>
      <section className="stack">
        <h2>Facts</h2>
        <EditInPlace
          label="Name"
          text={battery.name}
          onSave={(text) => saveBattery({ battery_id: id, name: text })}
        />
        <EditInPlace
          label="Nominal capacity"
          unit="Ah"
          text={String(Number(capacity.toPrecision(6)))}
          onSave={(text) => saveBattery({ battery_id: id, nominal_capacity: number(text) })}
        />
        <EditInPlace
          label="End of life at SoH"
          unit="%"
          text={String(Number((100 * endOfLife).toPrecision(6)))}
          onSave={(text) => saveBattery({ battery_id: id, end_of_life: shareOfPercent(number(text)) })}
        />
        <EditInPlace
          label="Manufacturer"
          text={battery.manufacturer ?? ''}
          onSave={(text) => saveBattery({ battery_id: id, manufacturer: textOrNull(text) })}
        />
        <EditInPlace
          label="Chemistry"
          text={battery.chemistry ?? ''}
          onSave={(text) => saveBattery({ battery_id: id, chemistry: textOrNull(text) })}
        />
        <EditInPlace
          label="Temperature"
          unit="°C"
          text={battery.temperature === null ? '' : String(battery.temperature)}
          onSave={(text) =>
            saveBattery({ battery_id: id, temperature: text.trim() === '' ? null : number(text) })
          }
        />
        <RemarkFields remarks={battery} onSave={(change) => saveBattery({ battery_id: id, ...change })} />
      </section>
      <QualityPanel battery={battery} onCycle={onCycle} />
      <section className="stack">
        <h2>Origin</h2>
        <dl className="facts">
          <dt>file</dt>
          <dd>{battery.filename}</dd>
          <dt>imported</dt>
          <dd>{wholeTime(battery.created_at)}</dd>
          <dt>features</dt>
          <dd>{battery.features.join(', ')}</dd>
          <dt>data hash</dt>
          <dd className="mono">{battery.dataset_hash}</dd>
        </dl>
      </section>
    </aside>
  );
}
