import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { Say } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';
import { sizeText } from './upload.ts';

type CaseDocumentsProps = { readonly park: string; readonly view: CaseView };

/** Result documents, each saying whether it is a sample, a stamped scan or electronically sealed. */
export function CaseDocuments({ park, view }: CaseDocumentsProps) {
  const { t } = useTranslation('cases');
  if (view.documents.length === 0) return null;
  return (
    <section className="case-part" aria-labelledby="documents">
      <h2 id="documents">{t('case.documents')}</h2>
      <ul className="case-files">
        {view.documents.map(({ id, title, name, sizeBytes, mark }) => (
          <li key={id}>
            <a href={pathOf('/p/:park/api/files/:id', { park, id })} download={name}>
              <Say text={title} /> <span className="quiet">{sizeText(sizeBytes)}</span>
            </a>
            <span className="tag">{t(`case.mark.${mark}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
