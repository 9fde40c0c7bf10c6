/**
 * Whether a mark says something that the title beside it does not: `示例` is not said twice.
 *
 * @param title the title as it is shown
 * @param mark  the word of the mark in the same language
 */
export const isNewsBeside = (title: string, mark: string): boolean =>
  !title.toLowerCase().includes(mark.toLowerCase());
