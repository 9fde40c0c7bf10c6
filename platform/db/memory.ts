/** A park's memory holds at most this much; what was not asked for longest is forgotten. */
export const rememberedMax = 1_000;

/**
 * What the acts on a park in this process leave for the next, so that it need not be read again: a
 * case as it was last written, the log entries are sealed for. Never the truth: whoever rests on it
 * writes under a condition that PostgreSQL checks.
 *
 * @source ADR 0011
 */
export class Memory {
  readonly #known = new Map<string, unknown>();

  recall(key: string): unknown {
    const value = this.#known.get(key);
    if (value !== undefined) this.remember(key, value);
    return value;
  }

  remember(key: string, value: unknown): void {
    this.#known.delete(key);
    this.#known.set(key, value);
    if (this.#known.size <= rememberedMax) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  forget(key: string): void {
    this.#known.delete(key);
  }
}
