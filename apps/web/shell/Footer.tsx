import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';

/** What the product vouches for, on every page; in a park with the way to check it. */
export function Footer({ park }: { readonly park?: string }) {
  const { t } = useTranslation('web');
  return (
    <footer className="foot">
      <div className="wide foot-row">
        <p>{t('foot.promise')}</p>
        <p>
          <Link to={park === undefined ? to.verifyAnywhere() : to.verify({ park })}>
            {t('foot.verify')}
          </Link>
        </p>
      </div>
    </footer>
  );
}
