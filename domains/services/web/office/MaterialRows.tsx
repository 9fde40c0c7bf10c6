import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { Revisable } from '../../model/index.ts';
import { acceptedByDefault, withMaterial, type Draft } from './draft.ts';

type MaterialRowsProps = {
  readonly revisable: Revisable;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** Materials of a service: required or not, removed, and new ones by their title. */
export function MaterialRows({ revisable, draft, onChange }: MaterialRowsProps) {
  const { t } = useTranslation('services');
  return (
    <>
      {revisable.materials.length + draft.added.length === 0 && (
        <p className="quiet">{t('office.no-materials')}</p>
      )}
      <ul className="revise-rows">
        {revisable.materials.map((material) => (
          <Material key={material.id} material={material} draft={draft} onChange={onChange} />
        ))}
        {draft.added.map(({ title }, index) => (
          <li key={`${index} ${title}`} className="revise-row" data-changed="true">
            <span className="revise-name">{title}</span>
            <span className="tag">{t('office.added')}</span>
            <Button
              look="quiet"
              onClick={() =>
                onChange({ ...draft, added: draft.added.filter((_, at) => at !== index) })
              }
            >
              {t('office.not-added')}
            </Button>
          </li>
        ))}
      </ul>
      <AddMaterial
        onAdd={(title) =>
          onChange({ ...draft, added: [...draft.added, { title, accept: acceptedByDefault }] })
        }
      />
    </>
  );
}

type MaterialProps = {
  readonly material: Revisable['materials'][number];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

function Material({ material, draft, onChange }: MaterialProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const name = say(material.title);
  const value = draft.materials[material.id];
  const isRemoved = value?.removed === true;
  const isChanged = isRemoved || value?.required !== material.required;
  return (
    <li className="revise-row" data-changed={isChanged}>
      <span className={isRemoved ? 'revise-name revise-removed' : 'revise-name'}>
        {name}
        {material.fetched && <small>{t('guide.fetched')}</small>}
        {isRemoved && <span className="unseen"> {t('office.removed')}</span>}
      </span>
      <label className="revise-check">
        <input
          type="checkbox"
          checked={value?.required === true}
          disabled={isRemoved}
          onChange={({ target }) =>
            onChange(withMaterial(draft, material.id, { required: target.checked }))
          }
        />
        {t('guide.required')}
        <span className="unseen">: {name}</span>
      </label>
      <Button
        look="quiet"
        onClick={() => onChange(withMaterial(draft, material.id, { removed: !isRemoved }))}
      >
        {t(isRemoved ? 'office.keep' : 'office.remove')}
        <span className="unseen">: {name}</span>
      </Button>
    </li>
  );
}

function AddMaterial({ onAdd }: { readonly onAdd: (title: string) => void }) {
  const { t } = useTranslation('services');
  const [title, setTitle] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    onAdd(title.trim());
    setTitle('');
  };
  return (
    <form className="revise-add" onSubmit={add}>
      <Field label={t('office.add-label')} hint={t('office.add-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={120}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-quiet">
        {t('office.add')}
      </button>
    </form>
  );
}
