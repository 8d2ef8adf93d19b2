/** A value of unknown kind as text; JSON where it is not plain. */
export function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
