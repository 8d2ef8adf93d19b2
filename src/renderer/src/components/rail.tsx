/** The left rail: where one can go, how much is there, and the address of the API. */
import type { ReactNode } from 'react';
import { type PageName, pageFacts } from '../../../shared/contract/pages.ts';
import { railLinks } from '../routing/rail-links.ts';
import { entryTo, hrefOf, railPageOf, type Route } from '../routing/route.ts';
import { copyText } from '../actions/copy-text.ts';
import { isFinished } from '../../../shared/domain/job-status.ts';
import { useBatteries, useConnection, useJobs, useModels, useNews } from '../state/page-stores.ts';
import { countWhere } from '../words/queue-words.ts';
import { Icon, type IconName } from './icon.tsx';

/** That the icon of every page is one that is drawn here. */
pageFacts satisfies Readonly<Record<PageName, { label: string; icon?: IconName }>>;

export function Rail({ route }: { readonly route: Route }) {
  const openJobs = useJobs(({ counts }) => countWhere(counts, (job) => !isFinished(job)));
  const batteryCount = useBatteries(({ batteries }) => batteries.size);
  const modelCount = useModels(({ models }) => models.size);
  const counts = { jobs: openJobs, batteries: batteryCount, models: modelCount };
  const linksIn = (rail: 'top' | 'foot') =>
    railLinks(rail).map(({ page, icon, label }) => (
      <RailLink
        key={page}
        to={entryTo(page)}
        icon={icon as IconName}
        label={label}
        count={page in counts ? counts[page as keyof typeof counts] : 0}
        isHere={railPageOf(route) === page}
        news={page === 'jobs' ? <NewsMark /> : null}
      />
    ));
  return (
    <nav className="rail" aria-label="Pages">
      <div className="rail-name">
        <img src="./icon.svg" width="22" height="22" alt="" />
        <span>Cellwright</span>
      </div>
      {linksIn('top')}
      <div className="rail-foot">
        {linksIn('foot')}
        <ApiState />
      </div>
    </nav>
  );
}

interface RailLinkProps {
  readonly to: Route;
  readonly icon: IconName;
  readonly label: string;
  readonly count: number;
  readonly isHere: boolean;
  readonly news: ReactNode;
}

function RailLink({ to, icon, label, count, isHere, news }: RailLinkProps) {
  return (
    <a className="rail-link" href={hrefOf(to)} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
      {news}
      {count > 0 ? <span className="rail-count">{count}</span> : null}
    </a>
  );
}

/** How many jobs ended unseen: failures where there are some, otherwise successes. */
function NewsMark() {
  const { news } = useNews();
  const failed = news.filter(({ end }) => end === 'failed').length;
  if (news.length === 0) return null;
  const [number, words] = failed > 0 ? [failed, 'failed'] : [news.length, 'succeeded'];
  return (
    <span
      className={failed > 0 ? 'rail-news bad' : 'rail-news ok'}
      title={`${number} ${words}, not seen yet`}
    >
      <span aria-hidden="true">
        {failed > 0 ? '✕' : '✓'} {number}
      </span>
      <span className="unseen">
        {number} {words}, not seen yet
      </span>
    </span>
  );
}

const stateWords = { connecting: 'connecting', live: 'live', lost: 'no answer', refused: 'locked' } as const;
const stateShapes = { connecting: '◌', live: '●', lost: '✕', refused: '■' } as const;
const stateColors = {
  connecting: 'var(--wait)',
  live: 'var(--ok)',
  lost: 'var(--bad)',
  refused: 'var(--stop)',
} as const;

function ApiState() {
  const { connection, apiUrl } = useConnection();
  const { state } = connection;
  return (
    <button
      className="plain-button api-state"
      title={`Copy ${apiUrl}`}
      onClick={() => void copyText(apiUrl, 'API address')}
    >
      <span style={{ color: stateColors[state] }} aria-hidden="true">
        {stateShapes[state]}
      </span>{' '}
      API {stateWords[state]}
      <div className="dim clip api-address">{apiUrl.replace(/^https?:\/\//, '')}</div>
    </button>
  );
}
