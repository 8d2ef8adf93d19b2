/** The report of a cell's import: what was in the file, what looked odd, and which repairs were made. */
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Quality, QualityEntry } from '../../../../shared/contract/quality.ts';
import { count, plural } from '../../words/number.ts';
import { contentWords } from '../../../../shared/contract/formats.ts';
import { entriesOf, unitsInWords } from '../../words/quality.ts';
import { RepairSwitches } from './repair-switches.tsx';

interface QualityPanelProps {
  readonly battery: Battery;
  /** Shows a cycle in the chart and in the table. */
  readonly onCycle: (cycle: number) => void;
}

export function QualityPanel({ battery, onCycle }: QualityPanelProps) {
  const { quality, notes } = battery;
  const reported = new Set(quality?.entries.map(({ message }) => message) ?? []);
  const furtherNotes = notes.filter((note) => !reported.has(note));
  return (
    <section className="stack" aria-label="What the import noticed">
      <h2>What the import noticed</h2>
      {quality ? (
        <>
          <Found quality={quality} />
          <Entries title="Warnings" entries={entriesOf(quality, 'warning')} onCycle={onCycle} />
          <Entries title="For your information" entries={entriesOf(quality, 'info')} onCycle={onCycle} />
          {quality.entries.length === 0 ? <p>Nothing unusual.</p> : null}
        </>
      ) : (
        <p className="dim">
          No report: this cell was imported by an older version. Import its file again for one.
        </p>
      )}
      {furtherNotes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {quality ? <RepairSwitches battery={battery} quality={quality} /> : null}
    </section>
  );
}

function Found({ quality }: { readonly quality: Quality }) {
  const { rows_found: rows, cycles_found: found, cycles_kept: kept } = quality;
  return (
    <dl className="facts">
      <dt>format</dt>
      <dd>{contentWords[quality.format]}</dd>
      <dt>rows</dt>
      <dd>{count(rows)}</dd>
      <dt>cycles</dt>
      <dd>{found === kept ? `${count(kept)}, all kept` : `${count(kept)} kept of ${count(found)}`}</dd>
      {Object.keys(quality.units).length > 0 ? (
        <>
          <dt>units</dt>
          <dd>
            {unitsInWords(quality).map(([quantity, unit, isAssumed]) => (
              <div key={quantity}>
                {quantity} in {unit}
                {isAssumed ? <strong className="assumed"> assumed</strong> : null}
              </div>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

interface EntriesProps extends Pick<QualityPanelProps, 'onCycle'> {
  readonly title: string;
  readonly entries: readonly QualityEntry[];
}

function Entries({ title, entries, onCycle }: EntriesProps) {
  if (entries.length === 0) return null;
  const isWarning = entries[0]?.severity === 'warning';
  return (
    <div className="stack" style={{ gap: 6 }}>
      <h3 className={isWarning ? 'quality-title quality-warning' : 'quality-title'}>
        {isWarning ? '▲ ' : ''}
        {title} ({entries.length})
      </h3>
      <ul className="quality-entries" aria-label={title}>
        {entries.map((entry) => (
          <li key={entry.code + entry.message}>
            {entry.message}
            {entry.count > 0 ? (
              <span className="dim" title="Rows, cycles or samples concerned">
                {' '}
                ({count(entry.count)})
              </span>
            ) : null}
            <CycleLinks entry={entry} onCycle={onCycle} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The report names no more than these. */
const listedAtMost = 20;

function CycleLinks({
  entry: { cycles, count: total },
  onCycle,
}: {
  readonly entry: QualityEntry;
  readonly onCycle: (cycle: number) => void;
}) {
  if (cycles.length === 0) return null;
  const more = cycles.length < listedAtMost ? 0 : total - cycles.length;
  return (
    <div className="cycle-links">
      <span className="dim">{cycles.length === 1 ? 'cycle' : 'cycles'}</span>
      {cycles.map((cycle) => (
        <button
          key={cycle}
          className="plain-button link"
          title={`Show cycle ${cycle} in the chart and the table`}
          onClick={() => onCycle(cycle)}
        >
          {cycle}
        </button>
      ))}
      {more > 0 ? <span className="dim">and {plural(more, 'more', 'more')}</span> : null}
    </div>
  );
}
