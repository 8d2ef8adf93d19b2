/** What this program is, and where its words about itself are. */
import { useConnectionStore } from '../../state/connection-store.ts';
import { useSettingsStore } from '../../state/settings-store.ts';

export function About() {
  const { version } = useSettingsStore();
  const { apiUrl } = useConnectionStore();
  return (
    <section className="stack">
      <h2>About</h2>
      <p>
        Cellwright {version?.version ?? ''} trains state-of-health and remaining-useful-life models on your
        own cells, on this machine. Cells, jobs and models stay in the data folder above; nothing is sent
        anywhere.
      </p>
      <p className="dim">
        MIT licence · API {version?.api ?? ''} ·{' '}
        <a href={apiUrl.replace('/api/v1', '/docs')} target="_blank" rel="noreferrer">
          its pages
        </a>
      </p>
    </section>
  );
}
