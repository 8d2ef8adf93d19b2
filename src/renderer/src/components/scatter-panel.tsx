/** A scatter chart with its heading, the point under the cursor and its export. */
import { useState } from 'react';
import type { ScatterPicture } from '../charts/lay-out-scatter.ts';
import { ScatterChart } from '../charts/scatter-chart.tsx';
import { type NearPoint, pointsOf } from '../charts/thin-clouds.ts';
import { plural } from '../words/number.ts';
import { ExportMenu } from './export-menu.tsx';

interface ScatterPanelProps {
  readonly heading: string;
  readonly picture: ScatterPicture;
}

export function ScatterPanel({ heading, picture }: ScatterPanelProps) {
  const [point, setPoint] = useState<NearPoint | null>(null);
  const { clouds, ideal, xLabel, yLabel } = picture;
  const pointCount = clouds.reduce((sum, cloud) => sum + pointsOf(cloud).length, 0);
  return (
    <div className="plot">
      <div className="row">
        <h3 className="clip grow" title={heading}>
          {heading}
        </h3>
        <ExportMenu label={`Export ${heading}`} picture={() => picture} />
      </div>
      <div className="plot-readout clip">{point ? pointInWords(point, picture) : ' '}</div>
      <ScatterChart
        {...{ clouds, ideal, xLabel, yLabel }}
        onPoint={setPoint}
        description={`${heading}: ${plural(pointCount, 'point')} of ${clouds.map(({ label }) => label).join(', ')}`}
      />
    </div>
  );
}

/** "cell-1, cycle 213: 93.41, 92.97" */
function pointInWords({ x, y, cycle, cloud }: NearPoint, { clouds, ideal }: ScatterPicture): string {
  const values = ideal === 'zero' ? [y] : [x, y];
  const words = ideal === 'zero' ? ['off by'] : ['measured', 'predicted'];
  const numbers = values.map((value, index) => `${words[index] ?? ''} ${value.toPrecision(4)}`);
  return `${clouds[cloud]?.label ?? ''}, cycle ${cycle}: ${numbers.join(', ')}`;
}
