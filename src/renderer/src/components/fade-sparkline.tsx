/** A cell's fade at the size of a word; asked for when it comes on the screen. */
import { useEffect } from 'react';
import type { Battery } from '../../../shared/contract/battery.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { share } from '../words/number.ts';
import { fadeKey, useFadeStore, wantFades } from '../state/fade-store.ts';

const longest = 60;

export function FadeSparkline({ battery }: { readonly battery: Battery }) {
  const fade = useFadeStore(({ fades }) => fades.get(fadeKey(battery)));
  useEffect(() => wantFades([battery]), [battery]);
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
