/** Says that what one sees is old, and since when. */
import { Button } from '@mantine/core';
import { timeOfDay } from '../words/time.ts';
import { useConnectionStore } from '../state/connection-store.ts';
import { reconnectNow } from '../state/event-intake.ts';

export function LostBanner() {
  const { connection, apiUrl } = useConnectionStore();
  if (connection.state !== 'lost') return null;
  return (
    <div className="lost" role="alert">
      <span className="grow">
        No connection to {apiUrl}. What you see is from{' '}
        {timeOfDay(new Date(connection.sinceMs).toISOString())}; it catches up by itself once the program
        answers. Jobs go on meanwhile if it is running.
      </span>
      <Button variant="default" onClick={reconnectNow}>
        Try now
      </Button>
    </div>
  );
}
