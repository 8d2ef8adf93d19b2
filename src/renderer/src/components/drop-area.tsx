/** Takes files that are dropped on it, and says so while they hover. */
import { type DragEvent, type ReactNode, useState } from 'react';

interface DropAreaProps {
  readonly words: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

export function DropArea({ words, onFiles, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div
      className="page"
      style={{ position: 'relative' }}
      data-testid="drop-area"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver ? <div className="drop-over">{words}</div> : null}
    </div>
  );
}
