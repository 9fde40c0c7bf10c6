import {
  runScenario,
  type Definition,
  type Miss,
  type Scenario,
  type ScenarioContext,
} from '#engines/process/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import { officeCalendar } from './calendars.ts';
import type { CheckedPack } from './check.ts';
import { definitionBeside } from './contents.ts';

/** A scenario that was played. */
export type Played = {
  readonly file: string;
  /** Of the scenario in its file. */
  readonly line: number | undefined;
  readonly service: string;
  readonly title: string;
  readonly misses: readonly Miss[];
};

/**
 * Plays every scenario of a park's pack with the pack's own calendar, hours and network.
 *
 * @returns nothing when the pack lacks the parts that scenarios need; its findings say which
 * @source 2-service-language (beside every definition)
 */
export function playScenarios(checked: CheckedPack): readonly Played[] {
  const { contents } = checked;
  if (!contents) return [];
  const definitions = new Map(contents.services.map(({ file, value }) => [file, value]));
  return contents.scenarios.flatMap(({ file, locate, value }) => {
    const definition = definitions.get(definitionBeside(file));
    if (!definition) return [];
    return value.cases.flatMap((told, index) => {
      const misses = play(checked, definition, told);
      if (!misses) return [];
      const line = locate(`cases.${index}`)?.line;
      return [{ file, line, service: definition.code, title: told.title, misses }];
    });
  });
}

function play(
  checked: CheckedPack,
  definition: Definition,
  told: Scenario,
): readonly Miss[] | undefined {
  const context = contextOf(checked, told);
  return context && runScenario(definition, told, context).misses;
}

function contextOf(
  { contents, calendar, workTime }: CheckedPack,
  told: Scenario,
): ScenarioContext | undefined {
  const { park, parties } = contents ?? {};
  if (!park || !parties || !calendar || !workTime) return undefined;
  const { zone } = park.value;
  const nodes = new Map(parties.value.nodes.map((node) => [node.code, node]));
  const root = parties.value.nodes.find(({ parent }) => parent === null);
  return {
    node: root?.code ?? '',
    // Scenarios are written in park time; the offset of their first day holds for all of it.
    offsetMinutes: zoneOffset(zone, Date.parse(`${told.given.filedAt.slice(0, 10)}T12:00:00Z`)),
    parentOf: (node) => nodes.get(node)?.parent ?? undefined,
    calendarOf: (node) => {
      const office = nodes.get(node)?.office;
      return office ? officeCalendar(calendar, zone, office) : workTime;
    },
  };
}
