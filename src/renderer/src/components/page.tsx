/** Frame of every page: heading, a line of facts, actions, and the content below. Names the window after the page. */
import { type ReactNode, useEffect } from 'react';

interface PageProps {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, facts, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Cellwright`;
  }, [title]);
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
