/** Times that are written as clocks or dates, in seconds from any zero. */
const clock = /^(?:(\d{1,6})(?:-|d\s?|\s))?(\d{1,6}):(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)$/;
const date = /^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}/;

/** `01:02:03.5`, `2d 01:02:03`, `2-01:02:03`, or an ISO date; undefined where it is none of these. */
export function parseClock(text: string): number | undefined {
  const trimmed = text.trim();
  const [, days = '0', hours = '', minutes = '', seconds = ''] = clock.exec(trimmed) ?? [];
  if (hours !== '') {
    const wholeHours = 24 * Number(days) + Number(hours);
    return 3600 * wholeHours + 60 * Number(minutes) + Number(seconds.replace(',', '.'));
  }
  if (!date.test(trimmed)) return undefined;
  const milliseconds = Date.parse(trimmed);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
