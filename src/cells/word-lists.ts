/** `3, 8, 12 and 40 more`: the first five of a list, as notes show them. */
export function firstFew(items: readonly (string | number)[]): string {
  const shown = items.slice(0, 5).join(', ');
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}
