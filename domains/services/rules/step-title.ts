import { adverseRuleAt, type Definition, type Localized } from '#engines/process/index.ts';

/**
 * The title of a step; where several adverse acts have the same three steps, with what each is about,
 * so that a guide does not say `事先告知` twice.
 */
export function stepTitle(
  definition: Definition,
  id: string,
  title: Localized | undefined,
): Localized {
  const own = title ?? { 'zh-CN': id };
  const rule = adverseRuleAt(definition, { step: id });
  const end = rule === undefined ? undefined : definition.flow.ends[rule.end]?.title;
  return end === undefined || (definition.adverse?.length ?? 0) < 2 ? own : joinTitles(own, end);
}

/** `联合审核：财务岗` in each language that either has. */
export function joinTitles(block: Localized, member: Localized): Localized {
  const en = `${block.en ?? block['zh-CN']}: ${member.en ?? member['zh-CN']}`;
  return { 'zh-CN': `${block['zh-CN']}：${member['zh-CN']}`, en };
}
