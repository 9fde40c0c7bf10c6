import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { Say, Told } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';
import { sizeText } from './upload.ts';

/** What was asked and answered; values fetched for the applicant say where they came from. */
export function CaseAnswers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('cases');
  return (
    <section className="case-part" aria-labelledby="answers">
      <h2 id="answers">{t('case.answers')}</h2>
      {view.answers.length === 0 && <p className="quiet">{t('case.no-answers')}</p>}
      <dl className="case-answers">
        {view.answers.map((answer) => (
          <div key={answer.id}>
            <dt>
              <Say text={answer.title} />
            </dt>
            <dd className={answer.erased ? 'quiet' : undefined}>
              <Told text={answer.value} />
              {answer.source !== null && (
                <span className="case-source">
                  {t(`my.source.${answer.source.replace('.', '-')}`, {
                    defaultValue: t('my.source.known'),
                  })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type CaseMaterialsProps = { readonly park: string; readonly view: CaseView };

/** What was handed in, to open again. */
export function CaseMaterials({ park, view }: CaseMaterialsProps) {
  const { t } = useTranslation('cases');
  const handedIn = view.materials.filter(({ files }) => files.length > 0);
  return (
    <section className="case-part" aria-labelledby="materials">
      <h2 id="materials">{t('case.materials')}</h2>
      {handedIn.length === 0 && <p className="quiet">{t('case.no-materials')}</p>}
      <ul className="case-files">
        {handedIn.map((material) => (
          <li key={material.id}>
            <Say text={material.title} />
            {material.files.map(({ id, name, sizeBytes }) => (
              <a key={id} href={pathOf('/p/:park/api/files/:id', { park, id })} download={name}>
                {name} <span className="quiet">{sizeText(sizeBytes)}</span>
              </a>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
