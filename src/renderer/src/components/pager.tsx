/** "21–40 of 93" with a step back and forth; nothing where all fits on one page. */
import { ActionIcon } from '@mantine/core';
import type { PageMeta } from '../../../shared/contract/pagination.ts';
import { count } from '../words/number.ts';
import { Icon } from './icon.tsx';

interface PagerProps {
  readonly meta: PageMeta | null;
  /** "predictions" */
  readonly what: string;
  readonly onPage: (page: number) => void;
}

export function Pager({ meta, what, onPage }: PagerProps) {
  if (!meta || meta.total_pages < 2) return null;
  const { page, page_size: size, total, total_pages: last } = meta;
  const from = (page - 1) * size + 1;
  return (
    <div className="row" role="group" aria-label={`Pages of ${what}`}>
      <span className="dim">
        {count(from)}–{count(Math.min(total, page * size))} of {count(total)}
      </span>
      <ActionIcon aria-label="Newer" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <Icon name="back" />
      </ActionIcon>
      <ActionIcon aria-label="Older" disabled={page >= last} onClick={() => onPage(page + 1)}>
        <Icon name="forward" />
      </ActionIcon>
    </div>
  );
}
