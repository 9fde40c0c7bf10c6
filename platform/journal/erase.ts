import { sql } from 'kysely';
import type { Tx } from '#platform/db/index.ts';

/**
 * Erases what this park's journal holds about a subject. Commitments stay in the log, so it still
 * verifies; without the salts nobody can tell what they committed to.
 *
 * @param at ISO instant at which it is erased
 * @returns how many items were erased now; 0 when there were none or they are gone already
 * @source 3-architecture Journal (erasure is one definer function); 个人信息保护法 第四十七条
 */
export async function eraseFromJournal(tx: Tx, subject: string, at: string): Promise<number> {
  const { rows } = await sql<{ erased: number }>`
    select journal.erase(${subject}, ${at}) as erased`.execute(tx);
  return rows[0]?.erased ?? 0;
}
