import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { catalogueQuery } from '#domains/services/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say } from '#platform/ui/say.tsx';
import { Empty } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { DeskFrame } from './DeskFrame.tsx';

/** What a post files of its own accord is offered to nobody else. */
const mayFile = (by: readonly string[], roles: readonly { readonly role: string }[]): boolean =>
  by.length === 0 || roles.some(({ role }) => by.includes(role));

/** 窗口代填: which service somebody at the window (or on the phone) asks for. */
export default function FileChoosePage({ params }: PageProps<'/p/$park/desk/file'>) {
  const { park } = params;
  const { t } = useTranslation('cases');
  const { data } = useSuspenseQuery(catalogueQuery({ park }));
  const { roles } = useMe(park);
  const services = data.items
    .filter(({ filedBy }) => mayFile(filedBy, roles))
    .toSorted((one, other) => Number(other.need) - Number(one.need));
  return (
    <DeskFrame park={park} title={t('desk.file.title')} lead={t('desk.file.lead')}>
      {services.length === 0 && (
        <Empty title={t('desk.file.none')}>
          <p>{t('desk.file.none-text')}</p>
        </Empty>
      )}
      <ul className="file-services">
        {services.map((service) => (
          <li key={service.code}>
            <Link to={to.deskFile({ park, code: service.code })}>
              <strong>
                <Say text={service.title} />
              </strong>
              {service.summary !== null && (
                <span className="quiet">
                  <Say text={service.summary} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </DeskFrame>
  );
}
