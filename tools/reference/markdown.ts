/** A Markdown table; cells are told apart whatever stands in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(lineOf).join('\n');
}
