/** Messages at the edge of the window. */
import { ActionIcon } from '@mantine/core';
import { dismissNotice, type Notice, useNotices } from '../state/notices-store.ts';
import { Icon } from './icon.tsx';
import { JobNews } from './job-news.tsx';
import { TraceId } from './states.tsx';

export function Notices() {
  const { notices } = useNotices();
  return (
    <div className="notices" role="log" aria-label="Messages" aria-live="polite">
      <JobNews />
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  return (
    <div className={`notice notice-${notice.kind}`}>
      <div className="grow">
        {notice.text}
        <div>
          <TraceId traceId={notice.traceId} />
        </div>
      </div>
      <ActionIcon aria-label="Dismiss message" size={20} onClick={() => dismissNotice(notice.id)}>
        <Icon name="close" size={12} />
      </ActionIcon>
    </div>
  );
}
