import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { SampleMark } from '#platform/ui/SampleMark.tsx';
import { Say, Told } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceCard } from '../model/index.ts';

type ServiceRowsProps = { readonly park: string; readonly services: readonly ServiceCard[] };

/** Services one a line: what it is, by when, on which rule; figures and rules align. */
export function ServiceRows({ park, services }: ServiceRowsProps) {
  return (
    <>
      <RowsHead />
      <ul className="rows">
        {services.map((service) => (
          <li key={service.code} className="row">
            <Link to={to.service({ park, code: service.code })} className="row-link">
              <ServiceName service={service} />
              <ServiceLimit service={service} />
              <ServiceRule service={service} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Column titles for the eye; each row says them again to whoever cannot see them. */
function RowsHead() {
  const { t } = useTranslation('services');
  return (
    <div className="rows-head" aria-hidden="true">
      <span>{t('row.service')}</span>
      <span>{t('row.promise')}</span>
      <span>{t('row.rule')}</span>
    </div>
  );
}

function ServiceName({ service }: { readonly service: ServiceCard }) {
  return (
    <span>
      <span className="row-title">
        <Say text={service.title} /> <ServiceTags service={service} />
      </span>
      {service.summary !== null && (
        <span className="row-text">
          <Say text={service.summary} />
        </span>
      )}
    </span>
  );
}

/** What sort of service it is, where that is not the usual: instant, consulting, a sample. */
function ServiceTags({ service }: { readonly service: ServiceCard }) {
  const { t } = useTranslation('services');
  const tags = [
    ...(service.kind === 'instant' ? ['instant' as const] : []),
    ...(service.mode === 'consult' ? ['consult' as const] : []),
    ...(service.filedBy.length > 0 ? ['filed-by' as const] : []),
  ];
  return (
    <span className="row-tags">
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {t(`tag.${tag}`)}
        </span>
      ))}
      {service.sample && <SampleMark title={service.title} />}
    </span>
  );
}

function ServiceLimit({ service }: { readonly service: ServiceCard }) {
  const { t } = useTranslation('services');
  const say = useLimit();
  if (service.promised === null) return <span className="row-limit" />;
  return (
    <span className="row-limit">
      <small>{t('row.promise')}</small>
      {say(service.promised)}
    </span>
  );
}

function ServiceRule({ service }: { readonly service: ServiceCard }) {
  const { t } = useTranslation('services');
  const { number, clause } = service.standard;
  return (
    <span className="row-rule">
      <small>{t('row.rule')}</small>
      <Told
        text={number === null ? t('rule.clause', { clause }) : t('rule.full', { number, clause })}
      />
    </span>
  );
}
