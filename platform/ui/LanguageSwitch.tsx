import { useTranslation } from 'react-i18next';
import { useLanguage } from './say.tsx';
import { changeLanguage } from './text-loading.ts';

/** Switches to the other language; named in that language, so that its readers find it. */
export function LanguageSwitch() {
  const { t } = useTranslation('ui');
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      className="language"
      lang={other}
      onClick={() => void changeLanguage(other)}
    >
      {t('language.other')}
    </button>
  );
}
