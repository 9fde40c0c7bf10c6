import { describe, expect, it } from 'vitest';
import { emptyDraft, inputOf, missingNeeds } from './action-draft.ts';
import { actionName, allowedOf, isAtOnce, mainOf, refusedByReason } from './action-groups.ts';
import type { Action } from '../../model/case.ts';

const action = (verb: string, more: Partial<Action> = {}): Action => ({
  ...{ verb, branch: null, title: verb, primary: false, adverse: false, allowed: true },
  ...{ needs: [], choices: [], refusal: null },
  ...more,
});

describe('the form of an action', () => {
  it('starts with the only choice made', () => {
    const choices = [{ value: 'expert', title: '专家评审' }];
    expect(emptyDraft({ verb: 'act', needs: ['ground', 'proof'], choices }).ground).toBe('expert');
    expect(emptyDraft({ verb: 'act', needs: ['reason'], choices }).ground).toBe('');
  });

  it('starts a way up at the nearest service point, another way where there is one only', () => {
    const choices = ['hall', 'centre'].map((value) => ({ value, title: value }));
    const node = (verb: string, of = choices) =>
      emptyDraft({ verb, needs: ['target-node', 'reason'], choices: of }).node;
    expect([node('escalate'), node('transfer'), node('transfer', choices.slice(1))]).toEqual([
      ...['hall', '', 'centre'],
    ]);
  });

  it('says what is missing, and blanks are missing', () => {
    const draft = { ...emptyDraft({ verb: 'act', needs: [], choices: [] }), reason: '  ' };
    expect(missingNeeds(['reason', 'target-node'], draft)).toEqual(['reason', 'target-node']);
    expect(missingNeeds(['reason'], { ...draft, reason: '不在本岗' })).toEqual([]);
  });

  it('takes no remark without its field, and no field without its remark', () => {
    const draft = emptyDraft({ verb: 'act', needs: ['items'], choices: [] });
    const half = { ...draft, items: [{ field: 'area', text: '' }] };
    const whole = { ...draft, items: [{ field: 'area', text: ' 请写平方米 ' }] };
    expect(missingNeeds(['items'], draft)).toEqual(['items']);
    expect(missingNeeds(['items'], half)).toEqual(['items']);
    expect(missingNeeds(['items'], whole)).toEqual([]);
    expect(inputOf(['items'], whole)).toEqual({ items: [{ field: 'area', text: '请写平方米' }] });
  });

  it('sends only what the action needs', () => {
    const draft = {
      ...emptyDraft({ verb: 'act', needs: [], choices: [] }),
      reason: '因',
      node: 'a',
      proof: 'p',
    };
    expect(inputOf(['target-node', 'reason'], draft)).toEqual({ node: 'a', reason: '因' });
  });
});

describe('the actions of a case', () => {
  const refusal = { code: 'x', text: '需由财务岗办理', clause: '5.4', next: '请该岗办理' };

  it('are gathered by the reason they are refused for, each once', () => {
    const groups = refusedByReason([
      action('pass', { allowed: false, refusal }),
      action('accept'),
      action('void', { allowed: false, refusal: { ...refusal, text: '需由负责人办理' } }),
      action('fail', { allowed: false, refusal }),
    ]);
    expect(groups.map(({ actions }) => actions.map(({ verb }) => verb))).toEqual([
      ['pass', 'fail'],
      ['void'],
    ]);
  });

  it('tell what is another post’s from what the case does not allow now', () => {
    const of = (code: string) => ({ allowed: false, refusal: { ...refusal, code, text: code } });
    const groups = refusedByReason([
      action('pass', of('process.not-your-role')),
      action('void', of('process.not-your-power')),
      action('resume', of('process.step-suspends')),
    ]);
    expect(groups.map(({ isOthers }) => isOthers)).toEqual([true, true, false]);
  });

  it('name the branch only where all of a reason are of one, and each verb once', () => {
    const of = (branch: string) => ({ branch, allowed: false, refusal });
    const one = [action('pass', of('a#1')), action('fail', of('a#1'))];
    expect(refusedByReason(one)[0]?.branch).toBe('a#1');
    const both = refusedByReason([...one, action('pass', of('b#1'))]);
    expect(both[0]?.branch).toBeNull();
    expect(both[0]?.actions.map(({ verb }) => verb)).toEqual(['pass', 'fail']);
  });

  it('let the one stand out that goes on without a reason', () => {
    const actions = [
      action('fail', { primary: true, needs: ['reason'] }),
      action('pass', { primary: true }),
    ];
    expect(allowedOf(actions, null).map(({ verb }) => verb)).toEqual(['pass', 'fail']);
    expect(mainOf(actions)?.verb).toBe('pass');
    expect(mainOf([action('copy')])).toBeUndefined();
  });

  it('are done by one press only where nothing is decided', () => {
    expect(isAtOnce(action('claim'))).toBe(true);
    expect(isAtOnce(action('pass'))).toBe(false);
    expect(isAtOnce(action('accept', { needs: ['note'] }))).toBe(false);
  });

  it('stand by their branch, the one the flow waits for first', () => {
    const actions = [
      action('transfer', { branch: 'a#1' }),
      action('accept', { branch: 'a#1', primary: true }),
      action('copy'),
      action('pass', { branch: 'a#1', allowed: false, refusal }),
    ];
    expect(allowedOf(actions, 'a#1').map(actionName)).toEqual(['accept@a#1', 'transfer@a#1']);
    expect(allowedOf(actions, null).map(actionName)).toEqual(['copy']);
  });
});
