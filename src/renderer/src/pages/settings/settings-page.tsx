/** What can be set while the program runs, where things are, and the environment to copy into a report. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { CopyButton } from '../../components/copy-button.tsx';
import { Page } from '../../components/page.tsx';
import { FailurePanel, LoadingRows } from '../../components/states.tsx';
import { environmentText } from '../../words/environment-text.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { About } from './about.tsx';
import { SettingFields } from './setting-fields.tsx';
import { Setting } from './setting.tsx';
import { stores, useConnection, useSettings } from '../../state/page-stores.ts';

export function SettingsPage() {
  const { settings, loading } = useSettings();
  return (
    <Page title="Settings">
      <div className="page-body">
        {settings ? (
          <div className="settings">
            <Queue settings={settings} />
            <Program settings={settings} />
            <Appearance settings={settings} />
            <Environment />
            <About />
          </div>
        ) : loading.phase === 'failed' ? (
          <FailurePanel
            what="The settings could not be read"
            error={loading.error}
            onRetry={() => void stores().settings.load()}
          />
        ) : (
          <LoadingRows what="settings" />
        )}
      </div>
    </Page>
  );
}

function Queue({ settings }: { readonly settings: Settings }) {
  return (
    <section className="stack">
      <h2>Queue</h2>
      <SettingFields settings={settings} section="Queue" />
    </section>
  );
}

function Program({ settings }: { readonly settings: Settings }) {
  const { apiUrl } = useConnection();
  return (
    <section className="stack">
      <h2>Program</h2>
      <Setting name="API address">
        <div className="row">
          <span className="mono grow">{apiUrl}</span>
          <CopyButton label="Copy" what="API address" text={() => apiUrl} />
        </div>
        <a href={apiUrl.replace('/api/v1', '/docs')} target="_blank" rel="noreferrer">
          Browse the API
        </a>
      </Setting>
      <SettingFields settings={settings} section="Program" />
      <Setting name="Data folder">
        <div className="row">
          <span className="mono grow">{settings.data_dir}</span>
          <CopyButton label="Copy" what="Data folder" text={() => settings.data_dir} />
        </div>
      </Setting>
      <p className="dim">The data folder is chosen when the program starts: --data-dir.</p>
    </section>
  );
}

const schemes = ['auto', 'light', 'dark'] as const;

function Appearance({ settings }: { readonly settings: Settings }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className="stack">
      <h2>Appearance</h2>
      <Setting name="Theme">
        <div>
          <SegmentedControl
            aria-label="Theme"
            value={colorScheme}
            onChange={(value) => setColorScheme(schemes.find((one) => one === value) ?? 'auto')}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </div>
      </Setting>
      <SettingFields settings={settings} section="Appearance" />
    </section>
  );
}

function Environment() {
  const { settings, version, health } = useSettings();
  const { apiUrl } = useConnection();
  const text = environmentText({ settings, version, health, apiUrl, browser: navigator.userAgent });
  return (
    <section className="stack">
      <div className="row">
        <h2 className="grow">Environment check</h2>
        <CopyButton label="Copy" what="Environment" text={() => text} />
      </div>
      <pre className="code" tabIndex={0} aria-label="Environment">
        {text}
      </pre>
    </section>
  );
}
