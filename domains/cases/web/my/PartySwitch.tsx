import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#domains/parties/model.ts';
import { useMe } from '#domains/parties/web/index.ts';
import { actFor, actingParty } from '#platform/ui/acting-party.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Told } from '#platform/ui/say.tsx';

/** The organisation this tab acts for: the chosen one, else the only or first mandate; null for none. */
export function actingOrganisation(me: Me): Me['organisations'][number] | null {
  const chosen = actingParty();
  return me.organisations.find(({ id }) => id === chosen) ?? me.organisations[0] ?? null;
}

/** The organisation this tab acts for; with several mandates the first is chosen until another is. */
export function useActingOrganisation(park: string): ReturnType<typeof actingOrganisation> {
  const me = useMe(park);
  const party = actingOrganisation(me);
  const isUndecided = me.organisations.length > 1;
  useEffect(() => {
    // With one mandate the server takes it by itself.
    if (isUndecided && party !== null && actingParty() === undefined) actFor(party.id);
  }, [isUndecided, party]);
  return party;
}

/** For whom I act here; with several mandates, the choice between them. */
export function PartySwitch({ park }: { readonly park: string }) {
  const { t } = useTranslation('cases');
  const query = useQueryClient();
  const me = useMe(park);
  const [, redraw] = useState('');
  const party = useActingOrganisation(park);
  if (party === null) return <p className="quiet">{t('my.party.self', { name: me.user?.name })}</p>;
  if (me.organisations.length === 1)
    return (
      <p className="quiet">
        <Told text={t('my.party.one', { name: party.name })} />
      </p>
    );
  const choose = (id: string) => {
    actFor(id);
    redraw(id);
    void query.invalidateQueries();
  };
  return (
    <Field label={t('my.party.choose')}>
      {(described) => (
        <select
          {...described}
          className="input"
          value={party.id}
          onChange={(event) => choose(event.target.value)}
        >
          {me.organisations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
