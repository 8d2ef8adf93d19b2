/** Durations as people say them: 3 s, 12 min, 1 h 40, 3 d 4 h. */
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export function durationInWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 2 * minute) return `${whole} s`;
  if (whole < hour) return `${Math.round(whole / minute)} min`;
  return whole < day ? hoursAndMinutes(Math.round(whole / minute)) : daysAndHours(Math.round(whole / hour));
}

function hoursAndMinutes(minutes: number): string {
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} h`;
  return rest === 0 ? hours : `${hours} ${String(rest).padStart(2, '0')}`;
}

function daysAndHours(hours: number): string {
  const rest = hours % 24;
  const days = `${Math.floor(hours / 24)} d`;
  return rest === 0 ? days : `${days} ${rest} h`;
}
