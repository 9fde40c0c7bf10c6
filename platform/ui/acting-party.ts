const storageKey = 'guiju.party';

let chosen: string | undefined;

/**
 * The organisation this tab acts for, by id; undefined lets the server take the only mandate.
 * It is kept for the tab, so that two tabs can act for two firms.
 */
export function actingParty(): string | undefined {
  try {
    return chosen ?? sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    // Storage is forbidden: the choice lives as long as the page.
    return chosen;
  }
}

/** Chooses whom this tab acts for; everything read before must be read again. */
export function actFor(organisationId: string): void {
  chosen = organisationId;
  try {
    sessionStorage.setItem(storageKey, organisationId);
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
