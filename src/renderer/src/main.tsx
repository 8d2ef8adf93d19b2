/** Starts the interface: the client, the stores' intake of events, then the page. */
import './without-eval.ts';
import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/components.css';
import './styles/views.css';
import './styles/compare.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './client/create-client.ts';
import { startClock } from './state/clock-store.ts';
import { setPageStores } from './state/page-stores.ts';
import { createStores } from './state/stores.ts';
import { cssVariables, theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const made = createStores(await createClient(window));
setPageStores(made);
startClock();
made.intake.start();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <App />
    </MantineProvider>
  </StrictMode>,
);
