/** The frame around every page: rail, banner, dialogs, and the keys that work everywhere. */
import { useEffect, useState } from 'react';
import { ConfirmDialog } from './components/confirm-dialog.tsx';
import { DropAnywhere } from './components/drop-anywhere.tsx';
import { GoAnywhere } from './components/go-anywhere.tsx';
import { useSeenNews } from './components/job-news.tsx';
import { LostBanner } from './components/lost-banner.tsx';
import { Notices } from './components/notices.tsx';
import { Rail } from './components/rail.tsx';
import { ShortcutsDialog } from './components/shortcuts-dialog.tsx';
import { comparisonOf, type Route } from './routing/route.ts';
import { routesByKey } from './routing/page-keys.ts';
import { useShortcuts } from './routing/shortcuts.ts';
import { goTo, useRoute } from './routing/use-route.ts';
import { PageOf } from './pages/index.tsx';
import { TokenPage } from './pages/settings/token-page.tsx';
import { stores, useConnection } from './state/page-stores.ts';

export function App() {
  const route = useRoute();
  const [dialog, setDialog] = useState<'keys' | 'go' | null>(null);
  const goByKey = Object.fromEntries(
    Object.entries(routesByKey(route)).map(([key, to]) => [key, () => goTo(withSelected(to))]),
  );
  useShortcuts({
    ...goByKey,
    '?': () => setDialog('keys'),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setDialog('go');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useSeenNews(route);
  const isRefused = useConnection(({ connection }) => connection.state === 'refused');
  const close = (): void => setDialog(null);
  return (
    <div className="frame">
      <Rail route={route} />
      <div className="content">
        <LostBanner />
        {isRefused ? <TokenPage /> : <PageOf route={route} />}
      </div>
      <DropAnywhere />
      <Notices />
      <ConfirmDialog />
      <ShortcutsDialog isOpen={dialog === 'keys'} onClose={close} />
      <GoAnywhere isOpen={dialog === 'go'} onClose={close} />
    </div>
  );
}

/** What is ticked on the lists is what one wants to compare. */
function withSelected(to: Route): Route {
  if (to.page !== 'compare') return to;
  const { selectedJobs, selectedModels } = stores();
  const idsOf = ({ state }: typeof selectedJobs) => [...state.getState().ids];
  return comparisonOf({ jobIds: idsOf(selectedJobs), modelIds: idsOf(selectedModels) });
}
