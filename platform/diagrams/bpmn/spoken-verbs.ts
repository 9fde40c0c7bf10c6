/** What people write on a line for an act of the language, beside its own title. */
const spoken: Readonly<Record<string, string>> = {
  补正: 'return',
  退回补正: 'return',
  材料补正: 'return',
  一次告知补正: 'return',
  材料不齐: 'return',
  'return for amendment': 'return',
  予以受理: 'accept',
  不受理: 'refuse',
  重新提交: 'resubmit',
  补正完成: 'resubmit',
  批准: 'approve',
  核准: 'approve',
  准许: 'approve',
  审批通过: 'approve',
  通过: 'approve',
  不批准: 'reject',
  不予批准: 'reject',
  驳回: 'reject',
  否决: 'reject',
  不通过: 'reject',
};

const votes: Readonly<Record<string, string>> = { approve: 'pass', reject: 'fail' };

/**
 * The verb that a word on a line stands for, although it is not the verb's title; behind a joint
 * review the words of a decision are the outcome of its votes.
 */
export function spokenVerb(word: string, isBlock: boolean): string | undefined {
  const key = word.trim().toLowerCase();
  if (!Object.hasOwn(spoken, key)) return undefined;
  const verb = spoken[key] ?? '';
  return isBlock ? (votes[verb] ?? verb) : verb;
}
