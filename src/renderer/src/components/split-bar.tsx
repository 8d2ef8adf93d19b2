/** The line between two parts of a page: dragged, or moved with the arrow keys. */
import { type PointerEvent, useRef } from 'react';

interface SplitBarProps {
  readonly label: string;
  /** Of the part below, in pixels. */
  readonly height: number;
  readonly onHeight: (height: number) => void;
}

const lowest = 80;
const stepPixels = 24;

export function SplitBar({ label, height, onHeight }: SplitBarProps) {
  const grip = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const highest = Math.max(lowest, window.innerHeight - 340);
  const resize = (wanted: number): void => onHeight(Math.min(highest, Math.max(lowest, wanted)));
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, height };
  };
  return (
    <div
      className="job-split"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={lowest}
      aria-valuemax={highest}
      aria-valuenow={height}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (grip.current) resize(grip.current.height + grip.current.y - event.clientY);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onKeyDown={(event) => {
        const step = { ArrowUp: stepPixels, ArrowDown: -stepPixels }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        resize(height + step);
      }}
    />
  );
}
