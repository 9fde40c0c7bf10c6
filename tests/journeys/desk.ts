import type { Page } from 'playwright-core';
import { rests, seen } from './stage.ts';

/** What a form of an action is filled with: label → value; a select takes the text of its option. */
export type Filling = Readonly<Record<string, string>>;

/** Opens the case at the desk. */
export async function openCase(page: Page, park: string, number: string): Promise<void> {
  await page.goto(`/p/${park}/desk/cases/${number}`);
  await seen(page.getByRole('region', { name: '现在可以办' }));
}

/**
 * Does one thing with the case that is open: the button, its form if it has one, and waits until the
 * page says that it is done.
 *
 * @param title what the button says, such as `受理`
 */
export async function act(page: Page, title: string, filling: Filling = {}): Promise<void> {
  const now = page.getByRole('region', { name: '现在可以办' });
  const button = now.getByRole('button', { name: new RegExp(`^${title}( …)?$`) }).first();
  // A button that ends in an ellipsis opens a form; its fields may all be optional.
  const hasForm = (await button.innerText()).trimEnd().endsWith('…');
  await button.click();
  if (hasForm) await fillForm(page, title, filling);
  await seen(page.getByText(`已完成：${title}`, { exact: false }).first());
  // What may be done next is read anew after what was done is said.
  await rests(page);
}

async function fillForm(page: Page, title: string, filling: Filling): Promise<void> {
  const form = page.locator('form.action-form');
  for (const [label, value] of Object.entries(filling)) {
    const field = form.getByLabel(label, { exact: false }).first();
    await field.waitFor();
    const isSelect = (await field.and(page.locator('select')).count()) > 0;
    if (isSelect) await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await form.getByRole('button', { name: `确认${title}` }).click();
}

/** Waits for the page of a case. Returns the number of the case, from its address. */
export async function numberOf(page: Page): Promise<string> {
  await page.waitForURL(/\/cases\/[^/?#]+/);
  const found = /\/cases\/([^/?#]+)/.exec(page.url());
  if (!found?.[1]) throw new Error(`${page.url()} is no page of a case`);
  return found[1];
}
