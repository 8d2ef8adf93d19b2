/** A badge for each reason why a figure may flatter; the sentence stands in its tooltip, or beside it where there is room. */
import type { Leakage } from '../../../shared/contract/evaluation.ts';
import { leakageWords } from '../words/leakage.ts';
import { Badge } from './badge.tsx';

interface LeakageBadgesProps {
  readonly leakage: readonly Leakage[];
  /** In a row of a table: the first, and how many more there are. */
  readonly isShort?: boolean;
}

export function LeakageBadges({ leakage, isShort = false }: LeakageBadgesProps) {
  const shown = isShort ? leakage.slice(0, 1) : leakage;
  const more = leakage.slice(shown.length);
  return (
    <>
      {shown.map(({ code, message }) => (
        <Badge key={code + message} word={leakageWords[code]} sentence={message} isWarning />
      ))}
      {more.length > 0 ? (
        <Badge word={`+${more.length}`} sentence={more.map(({ message }) => message).join(' ')} isWarning />
      ) : null}
    </>
  );
}

/** Badge and sentence under each other, for panels. */
export function LeakageSentences({ leakage }: { readonly leakage: readonly Leakage[] }) {
  if (leakage.length === 0) return null;
  return (
    <ul className="leakages" aria-label="Why the figures may flatter">
      {leakage.map(({ code, message }) => (
        <li key={code + message}>
          <span className="badge badge-warning">{leakageWords[code]}</span> {message}
        </li>
      ))}
    </ul>
  );
}
