/** The values of all series at one epoch or cycle: under the cursor, or at the end. Pressing a series hides it. */
import type { Series } from '../charts/series.ts';

interface ReadoutProps {
  /** "epoch 12" */
  readonly where: string;
  readonly values: readonly (Pick<Series, 'key' | 'label' | 'color' | 'isDashed'> & {
    readonly value: string;
  })[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

export function Readout({ where, values, hidden, onToggle }: ReadoutProps) {
  return (
    <div className="readout" role="group" aria-label="Values">
      <span className="dim" style={{ minWidth: 76 }}>
        {where}
      </span>
      {values.map(({ key, label, color, isDashed, value }) => (
        <button
          key={key}
          className="plain-button readout-item"
          aria-pressed={!hidden.has(key)}
          title={hidden.has(key) ? `Show ${label}` : `Hide ${label}`}
          onClick={() => onToggle(key)}
        >
          <span
            className={isDashed === true ? 'swatch swatch-dashed' : 'swatch'}
            style={{ borderColor: color }}
          />
          <span className="clip readout-label">{label}</span>
          <span className="readout-value">{value}</span>
        </button>
      ))}
    </div>
  );
}
