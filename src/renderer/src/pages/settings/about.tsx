/** What this program is, and where its words about itself are. */
import { useConnection, useSettings } from '../../state/page-stores.ts';

export function About() {
  const { version } = useSettings();
  const { apiUrl } = useConnection();
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
        </a>{' '}
        ·{' '}
        <a href={apiUrl.replace('/api/v1', '/third-party-notices.txt')} target="_blank" rel="noreferrer">
          third-party notices
        </a>
      </p>
    </section>
  );
}
