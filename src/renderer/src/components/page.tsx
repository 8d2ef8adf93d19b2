/** Frame of every page: heading, a line of facts, actions, and the content below. Names the window after the page. */
import { type ReactNode, useEffect } from 'react';
import { useNews } from '../state/page-stores.ts';

interface PageProps {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, facts, actions, children }: PageProps) {
  const newsCount = useNews(({ news }) => news.length);
  useEffect(() => {
    document.title = `${newsCount > 0 ? `(${newsCount}) ` : ''}${title} · Cellwright`;
  }, [title, newsCount]);
  return (
    <main className="page" aria-label={title}>
      <header className="page-head">
        <h1 className="clip" title={title}>
          {title}
        </h1>
        <div className="grow row dim">{facts}</div>
        <div className="row">{actions}</div>
      </header>
      {children}
    </main>
  );
}
