/** In place of every page while the program asks for an access token. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Page } from '../../components/page.tsx';
import { stores } from '../../state/page-stores.ts';

export function TokenPage() {
  const [token, setToken] = useState('');
  return (
    <Page title="Access token">
      <form
        className="state-panel"
        aria-label="Access token"
        onSubmit={(event) => {
          event.preventDefault();
          stores().intake.identify(token.trim());
        }}
      >
        <span>
          This program asks for an access token: the one it was started with (CELLWRIGHT_ACCESS_TOKEN, or
          access_token in its settings.json). It is kept for this window only.
        </span>
        <TextInput
          label="Token"
          type="password"
          autoComplete="off"
          w={320}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit">Continue</Button>
      </form>
    </Page>
  );
}
