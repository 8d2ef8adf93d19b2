/** One setting: its name on the left, what it is on the right. */
import type { ReactNode } from 'react';

export function Setting({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="setting">
      <span className="setting-name">{name}</span>
      <div className="stack">{children}</div>
    </div>
  );
}
