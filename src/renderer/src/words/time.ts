/** Times in the reader's own zone: the clock today, the day otherwise; the whole of it on hover. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

export function shortTime(iso: string, nowMs: number): string {
  const time = new Date(iso);
  const isToday = new Date(nowMs).toDateString() === time.toDateString();
  return isToday ? clock.format(time) : dayOfYear.format(time);
}

export const wholeTime = (iso: string): string => whole.format(new Date(iso));
export const timeOfDay = (iso: string): string => clockWithSeconds.format(new Date(iso));

export function secondsBetween(from: string, to: string | number): number {
  return (new Date(to).getTime() - new Date(from).getTime()) / 1_000;
}
