import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type MoreButtonProps = {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
};

/** Reads the next page of a list below the ones shown; nothing when there is none. */
export function MoreButton({ list }: MoreButtonProps) {
  const { t } = useTranslation('cases');
  if (!list.hasNextPage) return null;
  return (
    <p className="desk-more">
      <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('desk.more')}
      </Button>
      {list.isFetchNextPageError && <span role="alert">{t('desk.more-failed')}</span>}
    </p>
  );
}
