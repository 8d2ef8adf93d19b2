/** How many warnings an import left, in a list of cells. */
import type { Battery } from '../../../shared/contract/battery.ts';
import { plural } from '../words/number.ts';
import { entriesOf } from '../words/quality.ts';
import { Badge } from './badge.tsx';

const namedAtOnce = 4;

export function QualityMark({ battery }: { readonly battery: Battery }) {
  const warnings = entriesOf(battery.quality, 'warning');
  if (warnings.length === 0) return null;
  const named = warnings.slice(0, namedAtOnce).map(({ message }) => message);
  const more = warnings.length - named.length;
  return (
    <Badge
      word={`▲ ${warnings.length}`}
      sentence={`${plural(warnings.length, 'warning')}: ${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join(' · ')}`}
      isWarning
    />
  );
}
