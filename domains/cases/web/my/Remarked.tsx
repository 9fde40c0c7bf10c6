import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Say, Told } from '#platform/ui/say.tsx';
import type { Localized } from '#platform/text/localized.ts';
import type { CaseView } from '../../model/index.ts';
import { fieldAnchor } from './form/FormField.tsx';
import type { KeptReasons } from './form/amendment.ts';
import { ReasonField } from './ReasonField.tsx';

/** Longest reason for one remark; the server takes no more. */
const reasonLengthMax = 1_000;

type RemarkedProps = {
  readonly view: CaseView;
  /** The field or material that was remarked on. */
  readonly id: string;
  readonly title: Localized;
  readonly kept: KeptReasons;
  readonly error: string | undefined;
  readonly onKeep: (kept: KeptReasons) => void;
  /** Where it is changed; not shown while it is said to be right as it is. */
  readonly children: ReactNode;
};

/** What was remarked on, with the remark: it is changed here, or said to be right, and why. */
export function Remarked(props: RemarkedProps) {
  const { view, id, kept, error, onKeep, children } = props;
  const { t } = useTranslation('cases');
  const remarkId = useId();
  const reason = kept[id];
  const toggle = () => {
    const { [id]: _reason, ...others } = kept;
    onKeep(reason === undefined ? { ...kept, [id]: '' } : others);
  };
  return (
    <div className="my-remarked">
      <div id={remarkId}>
        <Remarks view={view} id={id} />
      </div>
      {reason === undefined ? children : <AsItIs {...props} />}
      <label className="my-box">
        <input
          type="checkbox"
          checked={reason !== undefined}
          aria-describedby={remarkId}
          onChange={toggle}
        />
        {t('my.turn.keep')}
      </label>
      {reason !== undefined && (
        <div id={fieldAnchor(id)} tabIndex={-1}>
          <ReasonField
            label={t('my.turn.keep-why')}
            value={reason}
            max={reasonLengthMax}
            error={error}
            onChange={(text) => onKeep({ ...kept, [id]: text })}
          />
        </div>
      )}
    </div>
  );
}

/** What stays: the answer, or the files that were handed in. */
function AsItIs({ view, id, title }: RemarkedProps) {
  const { value } = view.answers.find((each) => each.id === id) ?? {};
  const { files = [] } = view.materials.find((each) => each.id === id) ?? {};
  return (
    <p>
      <strong>
        <Say text={title} />
      </strong>{' '}
      <Told text={value ?? files.map(({ name }) => name).join(' ')} />
    </p>
  );
}

/** A remark on the whole: there is nothing to change, so it is answered in words alone. */
export function RemarkInWords({
  view,
  id,
  kept,
  onKeep,
}: Omit<RemarkedProps, 'title' | 'error' | 'children'>) {
  const { t } = useTranslation('cases');
  return (
    <div className="my-remarked">
      <Remarks view={view} id={id} />
      <ReasonField
        label={t('my.turn.answer')}
        value={kept[id] ?? ''}
        max={reasonLengthMax}
        error={undefined}
        onChange={(text) => onKeep({ ...kept, [id]: text })}
      />
    </div>
  );
}

/** The open remarks on a field or a material. */
export function Remarks({ view, id }: Pick<RemarkedProps, 'view' | 'id'>) {
  const { t } = useTranslation('cases');
  return view.remarks
    .filter(({ field, settled }) => field === id && !settled)
    .map(({ text }) => (
      <p key={text} className="my-remark">
        <strong>{t('my.turn.remark')}</strong> <Told text={text} />
      </p>
    ));
}
