import type { Language } from '#platform/text/localized.ts';

/** A signed-in user, the same in every park; personal data beyond this stays in `auth`. */
export type Account = { readonly id: string; readonly name: string; readonly email: string };

/** A role held at a node of the park, by its code. */
export type RoleAtNode = { readonly role: string; readonly node: string };

/** An organisation this person may act for, and the mandate that says so. */
export type Party = { readonly id: string; readonly name: string; readonly mandate: string };

/**
 * Who is asking, in one park: the account, its roles there, and whom it acts for. `party` and
 * `mandate` are set when the request names an organisation (`Guiju-Party`) or there is only one.
 */
export type Principal = Account & {
  readonly roles: readonly RoleAtNode[];
  readonly parties: readonly Party[];
  readonly party?: string;
  readonly mandate?: string;
  /** Ids of the people this person stands in for while they are away (AB 角). */
  readonly substituteFor?: readonly string[];
  readonly lang: Language;
};

/** What a request needs to know of its park. `now` is set while its clock stands still. */
export type RequestPark = {
  readonly code: string;
  readonly demo: boolean;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly zone: string;
};
