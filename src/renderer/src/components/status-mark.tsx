/** A job's status as shape, word and colour: any one of the three is enough to read it. */
import type { JobStatus } from '../../../shared/contract/job.ts';
import { factsOf, type StatusFacts } from '../../../shared/domain/job-status.ts';

interface StatusMarkProps {
  readonly status: JobStatus;
  readonly held?: boolean;
}

export function StatusMark({ status, held = false }: StatusMarkProps) {
  const { words, shape } = factsOf({ status, held });
  return (
    <span className={`status status-${status}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <StatusShape shape={shape} />
      </svg>
      {words}
    </span>
  );
}

function StatusShape({ shape }: Pick<StatusFacts, 'shape'>) {
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const;
  switch (shape) {
    case 'dashed-ring':
      return <circle cx="6" cy="6" r="4.5" {...line} strokeWidth={1.5} strokeDasharray="1.6 2.2" />;
    case 'bars':
      return <path d="M4 2.500v7M8 2.500v7" {...line} />;
    case 'disc':
      return <circle cx="6" cy="6" r="4.5" fill="currentColor" />;
    case 'tick':
      return <path d="M1.500 6.500 4.500 9.500 10.500 2.500" {...line} />;
    case 'cross':
      return <path d="M2 2l8 8M10 2l-8 8" {...line} />;
    case 'square':
      return <path d="M1.500 1.500h9v9h-9z" fill="currentColor" />;
  }
}
