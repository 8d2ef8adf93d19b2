/** The frame around every page: rail, banner, dialogs, and the keys that work everywhere. */
import { useEffect, useState } from 'react';
import { ConfirmDialog } from './components/confirm-dialog.tsx';
import { GoAnywhere } from './components/go-anywhere.tsx';
import { LostBanner } from './components/lost-banner.tsx';
import { Notices } from './components/notices.tsx';
import { Rail } from './components/rail.tsx';
import { ShortcutsDialog } from './components/shortcuts-dialog.tsx';
import { emptyNewJob, predictFrom, type Route } from './routing/route.ts';
import { useShortcuts } from './routing/shortcuts.ts';
import { goTo, useRoute } from './routing/use-route.ts';
import { useConnectionStore } from './state/connection-store.ts';
import { BatteriesPage } from './pages/batteries/batteries-page.tsx';
import { BatteryPage } from './pages/batteries/battery-page.tsx';
import { JobPage } from './pages/job/job-page.tsx';
import { JobsPage } from './pages/jobs/jobs-page.tsx';
import { ModelPage } from './pages/models/model-page.tsx';
import { ModelsPage } from './pages/models/models-page.tsx';
import { NewJobPage } from './pages/new-job/new-job-page.tsx';
import { TokenPage } from './pages/settings/token-page.tsx';
import { PredictPage } from './pages/predict/predict-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';

export function App() {
  const route = useRoute();
  const [dialog, setDialog] = useState<'keys' | 'go' | null>(null);
  useShortcuts({
    n: () => goTo(emptyNewJob),
    p: () => goTo(predictFrom(route)),
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
  const isRefused = useConnectionStore(({ connection }) => connection.state === 'refused');
  const close = (): void => setDialog(null);
  return (
    <div className="frame">
      <Rail route={route} />
      <div className="content">
        <LostBanner />
        {isRefused ? <TokenPage /> : <PageOf route={route} />}
      </div>
      <Notices />
      <ConfirmDialog />
      <ShortcutsDialog isOpen={dialog === 'keys'} onClose={close} />
      <GoAnywhere isOpen={dialog === 'go'} onClose={close} />
    </div>
  );
}

function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'jobs':
      return <JobsPage />;
    case 'job':
      return <JobPage key={route.jobId} jobId={route.jobId} />;
    case 'new-job':
      return <NewJobPage likeJobId={route.likeJobId} batteryIds={route.batteryIds} />;
    case 'batteries':
      return <BatteriesPage />;
    case 'battery':
      return <BatteryPage key={route.batteryId} batteryId={route.batteryId} />;
    case 'models':
      return <ModelsPage />;
    case 'model':
      return <ModelPage key={route.modelId} modelId={route.modelId} />;
    case 'predict':
      return <PredictPage modelId={route.modelId} batteryId={route.batteryId} />;
    case 'settings':
      return <SettingsPage />;
  }
}
