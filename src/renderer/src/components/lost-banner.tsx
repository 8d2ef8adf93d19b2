/** Says that what one sees is old, and since when. */
import { Button } from '@mantine/core';
import { timeOfDay } from '../words/time.ts';
import { stores, useConnection } from '../state/page-stores.ts';

export function LostBanner() {
  const { connection, apiUrl } = useConnection();
  if (connection.state !== 'lost') return null;
  return (
    <div className="lost" role="alert">
      <span className="grow">
        No connection to {apiUrl}. What you see is from{' '}
        {timeOfDay(new Date(connection.sinceMs).toISOString())}; it catches up by itself once the program
        answers. Jobs go on meanwhile if it is running.
      </span>
      <Button variant="default" onClick={stores().intake.reconnectNow}>
        Try now
      </Button>
    </div>
  );
}
