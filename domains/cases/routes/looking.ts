import type { Principal, RequestPark } from '#platform/http/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { wordsOf } from '../service/words.ts';
import type { Acting } from '../service/act.ts';
import type { Looking } from '../service/view.ts';

/** The parts of a request's context that every route of this slice hands on. */
export type Asking = {
  readonly park: RequestPark;
  readonly principal: Principal;
  readonly now: string;
  readonly lang: Language;
};

/** Who looks, with the words of their language. */
export function lookingOf({ park, principal, now, lang }: Asking): Looking {
  return { park, principal, now, words: wordsOf(lang, park.zone) };
}

/** Who acts. */
export function actingOf({ park, principal, now }: Asking): Acting {
  return { park, principal, now };
}
