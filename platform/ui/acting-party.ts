const storageKey = 'guiju.party';

let chosen: string | undefined;

/** The park of the address; a mandate is one park's, so another park knows nothing of the choice. */
const parkHere = (): string =>
  typeof location === 'undefined' ? '' : (/^\/p\/([^/]+)/.exec(location.pathname)?.[1] ?? '');

function kept(): string | undefined {
  try {
    return chosen ?? sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    // Storage is forbidden: the choice lives as long as the page.
    return chosen;
  }
}

/**
 * The organisation this tab acts for in the park of the address, by id; undefined lets the server
 * take the only mandate. It is kept for the tab, so that two tabs can act for two firms.
 */
export function actingParty(): string | undefined {
  const [party, park = ''] = kept()?.split('@') ?? [];
  return park === parkHere() ? party : undefined;
}

/** Chooses whom this tab acts for here; everything read before must be read again. */
export function actFor(organisationId: string): void {
  const park = parkHere();
  chosen = park === '' ? organisationId : `${organisationId}@${park}`;
  try {
    sessionStorage.setItem(storageKey, chosen);
  } catch {
    // As above.
  }
}

/** Forgets the choice, when the person signs out. */
export function actForNobody(): void {
  chosen = undefined;
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // As above.
  }
}
