/** Rows as aligned text, the first of them the heading. Columns that hold numbers are set to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const [heading = [], ...body] = rows;
  const columns = heading.map((_, column) => ({
    width: Math.max(...rows.map((row) => (row[column] ?? '').length)),
    isNumeric: body.every((row) => /^[-<>=~≈ ]*[\d,.]*( ?[%x]| MB| s| ms)?$/u.test(row[column] ?? '')),
  }));
  const line = (row: readonly string[]) =>
    columns
      .map(({ width, isNumeric }, column) => {
        const cell = row[column] ?? '';
        return isNumeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = columns.map(({ width }) => '-'.repeat(width)).join('  ');
  return [line(heading), rule, ...body.map(line)].join('\n');
}
