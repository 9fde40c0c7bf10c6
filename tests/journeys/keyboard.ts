import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patienceMs, rests, seen, settles, visit } from './stage.ts';

/** What the page says of the element that has the focus; `focus-page.js` makes it. */
type FocusLook = {
  /** Its outline, shadow or border differs from how it looked without the focus. */
  readonly isMarked: boolean;
  /** It is inside the window, and nothing lies over it. */
  readonly isInView: boolean;
  /** The focus is nowhere: on the page itself. */
  readonly isNothing: boolean;
  /** Place among all that can be reached, in the order of the document. */
  readonly index: number;
  /** In pixels of the document. */
  readonly box: Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;
  /** What a control says now: the text of a choice, the value of a field. */
  readonly value: string;
};

/** One stop of the Tab key: what a screen reader is told there, and how it looks. */
export type Stop = FocusLook & { readonly role: string; readonly name: string };

/** What is looked for: the whole name, or a pattern of it. */
type Name = string | RegExp;

/** A person with a keyboard and no pointer: every way to act here is a key. */
export type Keyboard = {
  readonly page: Page;
  /** Opens an address, as one types it. */
  readonly visit: (path: string) => Promise<void>;
  readonly press: (key: string) => Promise<void>;
  /** Presses Tab until that has the focus; each stop on the way must be seen. */
  readonly reach: (role: string, name: Name, most?: number) => Promise<Stop>;
  /** Reaches it and presses Enter. */
  readonly enter: (role: string, name: Name, most?: number) => Promise<void>;
  /** Reaches a field and types over what stands in it. */
  readonly fill: (name: Name, text: string, role?: string) => Promise<void>;
  /** Goes down the list that has the focus to a line. */
  readonly pick: (line: Name) => Promise<void>;
  /** Reaches a list and goes down it to a line. */
  readonly choose: (name: Name, line: Name) => Promise<void>;
  /** Reaches a field of a day and types its parts. `day` is `YYYY-MM-DD`. */
  readonly fillDay: (name: Name, day: string) => Promise<void>;
  /** Waits until the focus is there by itself: a form came, a dialog closed. */
  readonly finds: (role: string, name: Name) => Promise<void>;
  /** Waits for an address; the focus is then on the heading of its page. */
  readonly arrives: (url: string) => Promise<void>;
  /** Waits until a dialog holds the focus. */
  readonly isAsked: () => Promise<void>;
  /** Waits until the page says it. */
  readonly reads: (text: string) => Promise<void>;
  /** Waits until so many of them stand on the page. */
  readonly shows: (selector: string, count: number) => Promise<void>;
  /** From the top of the page to its end by Tab: every stop, in order. */
  readonly walk: () => Promise<Stop[]>;
};

/** Presses of Tab to one thing beyond which nobody would go on. */
const pressesMax = 45;
/** Stops of the longest page there is. */
const stopsMax = 250;
/** Lines of the longest list that one goes down with the arrows. */
const linesMax = 40;

const script = join(import.meta.dirname, 'focus-page.js');

const fits = (said: string, name: Name): boolean =>
  typeof name === 'string' ? said === name : name.test(said);

/** Takes the keyboard of a page on which nothing is open yet. */
export async function takeKeyboard(page: Page): Promise<Keyboard> {
  await page.addInitScript({ path: script });
  const session = await page.context().newCDPSession(page);
  const here = () => readStop(page, session);
  const press = (key: string) => page.keyboard.press(key);
  const reach = (role: string, name: Name, most = pressesMax) =>
    reachStop({ page, here, press }, { role, name, most });
  const pick = async (line: Name) => {
    if (fits((await here()).value, line)) return;
    await press('Home');
    for (let at = 0; at < linesMax; at += 1) {
      if (fits((await here()).value, line)) return;
      await press('ArrowDown');
    }
    throw new Error(`${page.url()}: the list offers no “${line}”`);
  };
  return {
    ...{ page, press, reach, pick },
    choose: async (name, line) => {
      await reach('combobox', name);
      await pick(line);
    },
    visit: (path) => visit(page, path),
    enter: async (role, name, most) => {
      await reach(role, name, most);
      await press('Enter');
    },
    fill: async (name, text, role = 'textbox') => {
      await reach(role, name);
      await press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    fillDay: async (name, day) => {
      await reach('Date', name);
      await typeDay({ page, here, press }, day);
    },
    finds: (role, name) => findStop(here, role, name),
    arrives: async (url) => {
      await page.waitForURL(url);
      await findStop(here, 'heading', /./);
      await settles(page);
    },
    isAsked: () => page.locator('dialog[open]:focus-within').waitFor(),
    reads: (text) => seen(page.getByText(text, { exact: false }).first()),
    shows: async (selector, count) => {
      const shown = () => page.locator(selector).count();
      await expect.poll(shown, { timeout: patienceMs }).toBe(count);
    },
    walk: () => walkPage({ page, here, press }),
  };
}

/** Polls for what the page does by itself; what has the focus instead stands in the failure. */
async function findStop(here: () => Promise<Stop>, role: string, name: Name): Promise<void> {
  const said = async () => {
    const stop = await here();
    return stop.role === role && fits(stop.name, name) ? 'found' : `${stop.role} “${stop.name}”`;
  };
  await expect.poll(said, { timeout: patienceMs }).toBe('found');
}

type Hands = {
  readonly page: Page;
  readonly here: () => Promise<Stop>;
  readonly press: (key: string) => Promise<void>;
};

async function reachStop(
  { page, here, press }: Hands,
  { role, name, most }: { readonly role: string; readonly name: Name; readonly most: number },
): Promise<Stop> {
  await comes(page, role, name);
  const stops: Stop[] = [];
  while (stops.length < most) {
    await press('Tab');
    const stop = await here();
    expectSeen(stop, stops.at(-1), page);
    stops.push(stop);
    if (stop.role === role && fits(stop.name, name)) return stop;
  }
  throw new Error(`${page.url()}: no ${role} “${name}” in ${most} presses: ${told(stops)}`);
}

/** Nobody looks for what is not there yet. A field of a day has a role that only Chromium knows. */
async function comes(page: Page, role: string, name: Name): Promise<void> {
  if (role === 'Date') return;
  // Roles come from the journeys; Playwright tells of one that it does not know.
  const known = role as Parameters<Page['getByRole']>[0];
  const looked = page.getByRole(known, { name, exact: true }).first();
  await looked.waitFor({ state: 'attached' });
  await rests(page);
}

async function walkPage({ page, here, press }: Hands): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < stopsMax) {
    await press('Tab');
    const stop = await here();
    const last = stops.at(-1);
    if (stop.isNothing || (stops.length > 1 && stop.index === stops[0]?.index)) return stops;
    expectSeen(stop, last, page);
    if (stop.index !== last?.index) stops.push(stop);
  }
  throw new Error(`${page.url()}: Tab never leaves: ${told(stops.slice(-6))}`);
}

/**
 * Expects the order in which one reads: that of the document, and on the page never upwards but to
 * a column further right.
 */
export function expectOrder(stops: readonly Stop[]): void {
  const pairs = stops.slice(1).map((stop, at) => [stops[at], stop] as const);
  const strange = pairs.flatMap(([last, stop]) => {
    if (last === undefined) return [];
    const isUp = stop.box.bottom <= last.box.top;
    const isRight = stop.box.left >= last.box.right;
    return stop.index > last.index && (!isUp || isRight) ? [] : [told([last, stop])];
  });
  expect(strange).toEqual([]);
  expect(stops.length).toBeGreaterThan(0);
}

const told = (stops: readonly Stop[]): string =>
  stops.map(({ role, name }) => `${role} “${name}”`).join(' → ');

/** The stop is marked and in view. A day has a stop for each part, and is marked from the first on. */
function expectSeen(stop: Stop, last: Stop | undefined, page: Page): void {
  if (stop.isNothing) return;
  const { isMarked, isInView, role, name } = stop;
  const where = `${page.url()}: ${role} “${name}”`;
  expect({ where, isMarked, isInView }, told(last === undefined ? [] : [last])).toEqual({
    ...{ where, isMarked: true, isInView: true },
  });
}

/** The parts of a day in the orders of the world; which it is the browser takes from its own setting. */
const orders = [
  [0, 1, 2],
  [1, 2, 0],
  [2, 1, 0],
] as const;

/** Types the parts of a day, as somebody does who sees their order. */
async function typeDay({ page, here, press }: Hands, day: string): Promise<void> {
  const parts = day.split('-');
  for (const order of orders) {
    for (const at of order) {
      // After two digits of a month or a day the field goes on by itself.
      await page.keyboard.type(parts[at] ?? '');
      if (at === 0) await press('ArrowRight');
    }
    if ((await here()).value === day) return;
    for (const _ of parts) await press('ArrowLeft');
  }
  throw new Error(`${page.url()}: the day ${day} cannot be typed`);
}

async function readStop(page: Page, session: CDPSession): Promise<Stop> {
  // `focus-page.js` answers with this type.
  const look = (await page.evaluate('guijuFocus()')) as FocusLook;
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'document.activeElement ?? document.body',
  });
  if (result.objectId === undefined) throw new Error(`${page.url()} has no element at all`);
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return { ...look, role: text(nodes[0]?.role?.value), name: text(nodes[0]?.name?.value) };
}
