import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Place } from '#domains/parties/model.ts';
import { hoursLines, placesQuery, type HoursLine } from '#domains/parties/web/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { SampleMark } from '#platform/ui/SampleMark.tsx';
import { Say, useLanguage } from '#platform/ui/say.tsx';
import type { ServiceGuide } from '../model/index.ts';

type GuidePlacesProps = { readonly park: string; readonly guide: ServiceGuide };

/** Channels by which people come in person. */
const inPerson: readonly string[] = ['window', 'station'];
/** Places listed at once; a wider network opens on demand. */
const placesShown = 3;

/** Where to go in person, and when somebody is there; nothing where one cannot go. */
export function GuidePlaces({ park, guide }: GuidePlacesProps) {
  const { t } = useTranslation('services');
  const canGo = guide.card.channels.some((name) => inPerson.includes(name));
  const { data } = useQuery({ ...placesQuery(park), enabled: canGo });
  const places = canGo ? (data?.items ?? []) : [];
  if (places.length === 0) return null;
  const rows = places.map((place) => <PlaceRow key={place.code} place={place} />);
  return (
    <section className="section" aria-labelledby="places">
      <h2 id="places">{t('guide.places')}</h2>
      <ul className="items">{rows.slice(0, placesShown)}</ul>
      {rows.length > placesShown && (
        <details className="slots">
          <summary>{t('guide.places-more', { count: rows.length - placesShown })}</summary>
          <ul className="items">{rows.slice(placesShown)}</ul>
        </details>
      )}
    </section>
  );
}

function PlaceRow({ place }: { readonly place: Place }) {
  return (
    <li className="item item-alone">
      <span>
        <Say text={place.title} />
        {place.address !== null && (
          <span className="item-text">
            <Say text={place.address} />
          </span>
        )}
        {hoursLines(place.office).map((line) => (
          <HoursText key={JSON.stringify(line)} line={line} isSample={place.office.sample} />
        ))}
      </span>
    </li>
  );
}

type HoursTextProps = { readonly line: HoursLine; readonly isSample: boolean };

function HoursText({ line, isSample }: HoursTextProps) {
  const { t } = useTranslation('services');
  const language = useLanguage();
  const { from, to, windows, season } = line;
  const days = { from: dayName(from, language), to: dayName(to, language) };
  const parts = [
    ...(season === undefined ? [] : [t('guide.hours-season', season)]),
    from === to ? days.from : t('guide.hours-days', days),
    windows.map((each) => each.replace('-', '–')).join(t('guide.separator')),
  ];
  return (
    <span className="item-text">
      {parts.join(' ')} {isSample && <SampleMark title={null} />}
    </span>
  );
}

/** The name of a weekday, 1 Monday … 7 Sunday. */
function dayName(day: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  return format.format(new Date(Date.UTC(2024, 0, day)));
}
