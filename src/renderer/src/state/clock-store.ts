/** The time, once a second, for durations that grow while one looks. */
import { create } from 'zustand';

export const useClock = create<{ readonly nowMs: number }>(() => ({ nowMs: Date.now() }));

/** Answers its stop. */
export function startClock(): () => void {
  const timer = setInterval(() => useClock.setState({ nowMs: Date.now() }), 1_000);
  return () => clearInterval(timer);
}
