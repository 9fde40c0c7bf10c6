import { useTranslation } from 'react-i18next';
import { Say, useSay } from '#platform/ui/say.tsx';
import type { Uploaded } from '../../case/upload.ts';
import type { AskedMaterial as Material } from './check.ts';
import { FileLine, FilePick } from './FileControl.tsx';
import { fieldAnchor } from './FormField.tsx';

/** Files handed in so far, by material. */
export type HandedIn = Readonly<Record<string, readonly Uploaded[]>>;

type MaterialsPartProps = {
  readonly park: string;
  readonly materials: readonly Material[];
  readonly files: HandedIn;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (material: string, files: readonly Uploaded[]) => void;
};

/** Most files one material may have. */
const filesMax = 10;

/** What to hand in; what the park fetches by itself stands first and is done. */
export function MaterialsPart({ materials, ...rest }: MaterialsPartProps) {
  const done = materials.filter(({ fetched }) => fetched);
  const asked = materials.filter(({ fetched }) => !fetched);
  return (
    <>
      <StillMissing asked={asked} files={rest.files} />
      <ul className="items">
        {done.map((material) => (
          <FetchedMaterial key={material.id} material={material} />
        ))}
        {asked.map((material) => (
          <AskedMaterial key={material.id} material={material} {...rest} />
        ))}
      </ul>
    </>
  );
}

type StillMissingProps = { readonly asked: readonly Material[]; readonly files: HandedIn };

/** How much is left to hand in for the answers given; said again when an answer changes it. */
function StillMissing({ asked, files }: StillMissingProps) {
  const { t } = useTranslation('cases');
  const needed = asked.filter(({ required, isOpen }) => required && isOpen !== true);
  const left = needed.filter(({ id }) => (files[id] ?? []).length === 0);
  const isOpen = asked.some((each) => each.required && each.isOpen === true);
  const said = [
    ...(left.length > 0 ? [t('my.material.left', { count: left.length })] : []),
    ...(left.length === 0 && needed.length > 0 ? [t('my.material.complete')] : []),
    ...(needed.length === 0 && !isOpen ? [t('my.material.none')] : []),
    ...(isOpen ? [t('my.material.open')] : []),
  ];
  return (
    <p className="note my-material-left">
      <output>{said.join(' ')}</output>
    </p>
  );
}

function FetchedMaterial({ material }: { readonly material: Material }) {
  const { t } = useTranslation('cases');
  return (
    <li className="item item-done">
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
        <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" />
        <path d="m4.5 8.2 2.4 2.4 4.6-5" />
      </svg>
      <span>
        <Say text={material.title} />
        <span className="item-text">{t('my.material.fetched')}</span>
      </span>
    </li>
  );
}

type AskedMaterialProps = Omit<MaterialsPartProps, 'materials'> & {
  readonly material: Material;
};

function AskedMaterial({ park, material, files, errors, onChange }: AskedMaterialProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const mine = files[material.id] ?? [];
  const error = errors[material.id];
  const formats = material.accept.map((ending) => ending.toUpperCase()).join(', ');
  const title = say(material.title);
  const whenKey = material.isOpen === true ? 'my.material.when' : 'my.material.because';
  return (
    <li className="my-material" id={fieldAnchor(material.id)} tabIndex={-1}>
      <p className="field-label">{material.required ? title : t('my.form.optional', { title })}</p>
      <p className="note">
        {[
          ...(material.whenText === null ? [] : [t(whenKey, { when: say(material.whenText) })]),
          ...(formats === '' ? [] : [t('my.material.accept', { formats })]),
        ].join(' ')}
      </p>
      {mine.map((file) => (
        <FileLine
          key={file.id}
          file={file}
          onRemove={() =>
            onChange(
              material.id,
              mine.filter(({ id }) => id !== file.id),
            )
          }
        />
      ))}
      {mine.length < filesMax && (
        <FilePick
          park={park}
          accept={material.accept}
          label={t(mine.length === 0 ? 'my.material.upload' : 'my.material.more', { title })}
          onFile={(file) => onChange(material.id, [...mine, file])}
        />
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
    </li>
  );
}
