/** The rows of a character matrix, which lies in the file column by column. */
export function charRows(units: ArrayLike<number>, dims: readonly number[]): readonly string[] {
  const rowCount = units.length === 0 ? 0 : (dims[0] ?? 0);
  const columnCount = rowCount === 0 ? 0 : Math.floor(units.length / rowCount);
  return Array.from({ length: rowCount }, (_, row) => {
    const letters = Array.from({ length: columnCount }, (_letter, column) =>
      String.fromCharCode(units[row + column * rowCount] ?? 0),
    );
    return letters.join('');
  });
}
