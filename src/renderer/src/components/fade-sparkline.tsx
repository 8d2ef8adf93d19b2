/** A cell's fade at the size of a word; asked for when it comes on the screen. */
import { useEffect } from 'react';
import type { Battery } from '../../../shared/contract/battery.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { share } from '../words/number.ts';
import { fadeKey } from '../state/fade-store.ts';
import { stores, useFades } from '../state/page-stores.ts';

const longest = 60;

export function FadeSparkline({ battery }: { readonly battery: Battery }) {
  const fade = useFades(({ fades }) => fades.get(fadeKey(battery)));
  useEffect(() => stores().fades.want([battery]), [battery]);
  if (fade?.phase !== 'ready')
    return <span className="dim">{fade?.phase === 'failed' ? 'unreadable' : ''}</span>;
  const soh = fade.cycles.flatMap((cycle) => (cycle.soh === null ? [] : [cycle.soh]));
  const step = Math.max(1, Math.ceil(soh.length / longest));
  const values = soh.filter((_, index) => index % step === 0);
  return (
    <Sparkline
      values={values}
      threshold={battery.end_of_life}
      description={`SoH of ${battery.name} from ${share(soh[0])} to ${share(soh.at(-1))}`}
    />
  );
}
