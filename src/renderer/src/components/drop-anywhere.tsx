/** Files may be dropped on any page; a page that has an area of its own for them takes them first. */
import { useEffect, useState } from 'react';
import { extensionsInWords } from '../../../shared/contract/formats.ts';
import { reviewFiles } from '../actions/review-files.ts';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

export function DropAnywhere() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listeners = {
      dragover: (event: DragEvent): void => {
        if (!holdsFiles(event)) return;
        setOver(!event.defaultPrevented);
        event.preventDefault();
      },
      dragleave: (event: DragEvent): void => {
        if (event.relatedTarget === null) setOver(false);
      },
      drop: (event: DragEvent): void => {
        setOver(false);
        if (event.defaultPrevented || !holdsFiles(event)) return;
        event.preventDefault();
        reviewFiles([...(event.dataTransfer?.files ?? [])]);
      },
    };
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) window.removeEventListener(name, listener);
    };
  }, []);
  return isOver ? <div className="drop-over drop-anywhere">Drop to import: {extensionsInWords()}</div> : null;
}
