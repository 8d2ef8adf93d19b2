/** Which cell has which colour and shape; pressing one hides it. */
import type { Cloud } from '../charts/cloud.ts';
import { pointOutline } from '../charts/point-outline.ts';

interface CloudLegendProps {
  readonly clouds: readonly Cloud[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

export function CloudLegend({ clouds, hidden, onToggle }: CloudLegendProps) {
  return (
    <div className="readout" role="group" aria-label="Cells shown">
      {clouds.map((cloud) => (
        <button
          key={cloud.key}
          className="plain-button readout-item"
          aria-pressed={!hidden.has(cloud.key)}
          title={`${hidden.has(cloud.key) ? 'Show' : 'Hide'} ${cloud.label}`}
          onClick={() => onToggle(cloud.key)}
        >
          <PointSwatch cloud={cloud} />
          <span className="clip readout-name">{cloud.label}</span>
        </button>
      ))}
    </div>
  );
}

function PointSwatch({ cloud: { shape, color } }: { readonly cloud: Pick<Cloud, 'shape' | 'color'> }) {
  const { isFilled, strokes } = pointOutline(shape, 4);
  const path = strokes.map((points) => `M${points.map((point) => point.join(' ')).join('L')}`).join('');
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <path d={path} fill={isFilled ? color : 'none'} stroke={color} strokeWidth="1.5" />
    </svg>
  );
}
