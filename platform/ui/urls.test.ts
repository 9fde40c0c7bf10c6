import { describe, expect, it } from 'vitest';
import { parkOf, returnAddress, to } from './urls.ts';

const park = 'park-a';

describe('addresses', () => {
  it('read like sentences and never change by accident', () => {
    const all = [
      to.parks(),
      to.verifyAnywhere(),
      to.signIn(),
      to.signIn({ next: '/p/park-a/my?x=1' }),
      to.park({ park }),
      to.services({ park }),
      to.services({ park, q: '入驻 rz', class: 'space' }),
      to.service({ park, code: 'space.admission' }),
      to.service({ park, code: 'space.admission', on: '2026-09-18' }),
      to.standards({ park, level: 'park' }),
      to.standard({ park, code: 'q-301.12', clause: '5.2' }),
      to.clause({ park, code: 'Q/X 301.12—2014', clause: '5.2' }),
      to.verify({ park }),
      to.verify({ park, receipt: 'e1' }),
      to.log({ park }),
      to.receipt({ park, entry: 'e1' }),
      to.my({ park }),
      to.myApplications({ park }),
      to.apply({ park, code: 'space.admission' }),
      to.myCase({ park, number: 'park-a-2026-17-X' }),
      to.myReceipts({ park }),
      to.desk({ park }),
      to.queue({ park, name: 'all' }),
      to.queue({ park, name: 'mine', q: '用电', node: 'station-1', phase: 'handling' }),
      to.deskCase({ park, number: 'park-a-2026-17-X' }),
      to.record({ park }),
      to.ledger({ park, name: 'needs' }),
      to.ledger({ park, name: 'needs', filter: { state: 'open', node: undefined } }),
      to.visits({ park }),
      to.deskFile({ park }),
      to.deskFile({ park, code: 'need.general' }),
      to.office({ park }),
      to.rhythm({ park, view: 'week', on: '2026-11-20' }),
      to.month({ park, month: '2026-11' }),
      to.migrations({ park }),
      to.test({ park }),
      to.officeStandards({ park }),
      to.revise({ park, service: 'space.admission', clause: '5.2' }),
      to.revisions({ park }),
      to.revision({ park, id: 'r1' }),
      to.officeLog({ park }),
    ];
    expect(all).toMatchSnapshot();
  });

  it('encode what a name of a standard may contain', () => {
    expect(to.standard({ park, code: 'Q/X 1—2014' })).toBe(
      '/p/park-a/standards/Q%2FX%201%E2%80%942014',
    );
  });

  it('leave out empty filters', () => {
    expect(to.services({ park, q: '' })).toBe('/p/park-a/services');
  });

  it('return only to this site after signing in', () => {
    expect(returnAddress('/p/park-a/my')).toBe('/p/park-a/my');
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'my',
      '/\t/x',
    ])
      expect(returnAddress(elsewhere)).toBeUndefined();
    expect(returnAddress(undefined)).toBeUndefined();
  });

  it('tell the park of a page that cannot be shown', () => {
    expect(parkOf(to.queue({ park, name: 'mine' }))).toBe(park);
    expect(parkOf('/p/park-a')).toBe('park-a');
    for (const outside of ['/', '/verify', '/p/', '/x/p/park-a', '/p/%2e%2e/my'])
      expect(parkOf(outside)).toBeUndefined();
  });
});
