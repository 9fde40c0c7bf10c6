import type { WorkCalendar } from '#engines/calendar/index.ts';
import { checkDefinition, type CheckContext, type Definition } from '#engines/process/index.ts';
import { readLogSettings } from '#domains/evidence/index.ts';
import { checkCreditCode, checkNetwork } from '#domains/parties/rules.ts';
import { checkSystem, editionOn } from '#domains/standards/rules.ts';
import { checkTemplate, citedTemplates } from '#domains/services/rules/index.ts';
import type { PackStandards } from '#domains/standards/model.ts';
import type { PackFinding } from '#platform/packs/index.ts';
import {
  definitionBeside,
  servicesFolder,
  templatesFolder,
  type ParkContents,
  type Part,
} from './contents.ts';
import { findingIn } from './finding.ts';

/** Later than any edition: a pack's definitions carry out the newest edition it holds. */
const endOfTime = '9999-12-31';

/** The edition of the standard a definition carries out, as far as the pack holds it. */
export function citedEdition(
  standards: PackStandards,
  number: string,
): PackStandards['standards'][number]['editions'][number] | undefined {
  const standard = standards.standards.find((each) => each.number === number);
  return standard && editionOn(standard.editions, endOfTime);
}

/**
 * Checks what the files of a park's pack mean, each alone and against the others. A file that could
 * not be read is not held against those that name what it would hold.
 *
 * @param calendar working time of the park, to try rungs on
 * @source 2-service-language (a definition that cannot be carried out cannot be published)
 */
export function checkParkContents(
  contents: ParkContents,
  calendar: WorkCalendar | undefined,
): readonly PackFinding[] {
  return [
    ...logFindings(contents),
    ...partiesFindings(contents),
    ...standardsFindings(contents),
    ...contents.services.flatMap((service) => definitionFindings(service, contents, calendar)),
    ...repeatedServices(contents),
    ...scenarioFindings(contents),
    ...templateFindings(contents),
  ];
}

/** What the park asks of its log: suite, witnesses, trusted time. */
function logFindings({ park }: ParkContents): PackFinding[] {
  if (!park) return [];
  return readLogSettings(park.value.policy).findings.map(({ path, ...found }) =>
    findingIn(park, { ...found, path: path === '' ? 'policy.log' : `policy.log.${path}` }),
  );
}

function partiesFindings({ park, parties }: ParkContents): PackFinding[] {
  if (!parties) return [];
  const { nodes, organisations } = parties.value;
  const network = checkNetwork(nodes).map(({ code, node }) => {
    const index = nodes.findLastIndex((each) => each.code === node);
    const path = index < 0 ? 'nodes' : `nodes.${index}`;
    return findingIn(parties, { code, path, values: { node } });
  });
  const codes = organisations.flatMap(({ uscc }, index) => {
    const verdict = uscc === null ? 'ok' : checkCreditCode(uscc);
    if (verdict === 'ok') return [];
    const code = `parties.credit_code.${verdict}`;
    return [findingIn(parties, { code, path: `organisations.${index}.uscc` })];
  });
  return [...network, ...codes, ...signInFindings(parties, park)];
}

function signInFindings(
  parties: NonNullable<ParkContents['parties']>,
  park: ParkContents['park'],
): PackFinding[] {
  const nodes = new Set(parties.value.nodes.map(({ code }) => code));
  const organisations = new Set(parties.value.organisations.map(({ code }) => code));
  const emails = new Set(parties.value['sign-ins'].map(({ email }) => email));
  const unknown = (path: string, name: string) =>
    findingIn(parties, { code: 'cli.pack.unknown_name', path, values: { name } });
  return parties.value['sign-ins'].flatMap((signIn, index) => {
    const at = `sign-ins.${index}`;
    const roles = signIn.roles.flatMap((held, n) => {
      const principal = held['substitutes-for'];
      const path = `${at}.roles.${n}`;
      return [
        ...(park && !Object.hasOwn(park.value.roles, held.role)
          ? [unknown(`${path}.role`, held.role)]
          : []),
        ...(nodes.has(held.node) ? [] : [unknown(`${path}.node`, held.node)]),
        ...(principal === null || emails.has(principal)
          ? []
          : [unknown(`${path}.substitutes-for`, principal)]),
      ];
    });
    const actsFor = signIn.organisations.flatMap((code, n) =>
      organisations.has(code) ? [] : [unknown(`${at}.organisations.${n}`, code)],
    );
    return [...roles, ...actsFor];
  });
}

function standardsFindings({ standards }: ParkContents): PackFinding[] {
  if (!standards) return [];
  return checkSystem(standards.value).map(({ path, code, value }) =>
    findingIn(standards, { code, path, values: { value } }),
  );
}

function definitionFindings(
  { file, locate, value }: Part<Definition>,
  contents: ParkContents,
  calendar: WorkCalendar | undefined,
): PackFinding[] {
  const context = contextOf(contents, value.standard.number);
  const findings = checkDefinition(value, { ...context, locate, ...(calendar && { calendar }) });
  const placed = findings.map((finding) => ({ ...finding, file }));
  return [...placed, ...needClassFindings({ file, locate, value }, contents)];
}

/** Whether a folder holds files that could not be read: what they would name is not known. */
const isBroken = ({ broken }: ParkContents, folder: string): boolean =>
  broken.some((file) => file.startsWith(folder));

function contextOf(contents: ParkContents, number: string) {
  const { park, parties, classes, standards, services } = contents;
  const edition = standards && citedEdition(standards.value, number);
  return {
    ...(!isBroken(contents, servicesFolder) && {
      services: Object.fromEntries(services.map(({ value }) => [value.code, value])),
    }),
    ...(park && { roles: Object.keys(park.value.roles) }),
    ...(parties && { nodes: parties.value.nodes.map(({ code }) => code) }),
    ...(classes && { classes: classes.value.classes.map(({ code }) => code) }),
    ...(standards && { clauses: (edition?.clauses ?? []).map(({ id }) => id) }),
    ...(edition?.effectiveOn ? { effectiveOn: edition.effectiveOn } : {}),
  } satisfies CheckContext;
}

function needClassFindings(service: Part<Definition>, { classes }: ParkContents): PackFinding[] {
  if (!classes) return [];
  const known = new Set(classes.value.needClasses.map(({ code }) => code));
  return service.value.classes.flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          findingIn(service, {
            code: 'cli.pack.unknown_need_class',
            path: `classes.${index}`,
            values: { name },
          }),
        ],
  );
}

function repeatedServices({ services }: ParkContents): PackFinding[] {
  return services.flatMap((service, index) => {
    const { code } = service.value;
    const first = services.findIndex((each) => each.value.code === code);
    if (first === index) return [];
    const other = services[first]?.file ?? '';
    return [
      findingIn(service, { code: 'cli.pack.service_twice', path: 'code', values: { code, other } }),
    ];
  });
}

function scenarioFindings({ services, scenarios, broken }: ParkContents): PackFinding[] {
  const byFile = new Map(services.map(({ file, value }) => [file, value.code]));
  const wrong = scenarios.flatMap((each) => {
    const expected = byFile.get(definitionBeside(each.file));
    const values = { name: each.value.service, expected: expected ?? definitionBeside(each.file) };
    const isUnread = broken.includes(definitionBeside(each.file));
    if (isUnread || expected === each.value.service) return [];
    return [findingIn(each, { code: 'cli.pack.scenarios_of_another', path: 'service', values })];
  });
  const told = new Set(scenarios.map(({ file }) => definitionBeside(file)));
  const untold = services
    .filter(({ file }) => !told.has(file))
    .map((service) =>
      findingIn(service, { code: 'cli.pack.no_scenarios', severity: 'warning', path: '' }),
    );
  return [...wrong, ...untold];
}

/** Expressions nobody can fill, and definitions that render a template the pack does not have. */
function templateFindings(contents: ParkContents): PackFinding[] {
  const { services, templates } = contents;
  const wrong = templates.flatMap((each) =>
    checkTemplate(each.value).map(({ path, expression }) =>
      findingIn(each, { code: 'cli.pack.bad_expression', path, values: { expression } }),
    ),
  );
  if (isBroken(contents, templatesFolder)) return wrong;
  const known = new Set(templates.map(({ value }) => value.code));
  const missing = services.flatMap((service) =>
    citedTemplates(service.value)
      .filter((name) => !known.has(name))
      .map((name) =>
        findingIn(service, { code: 'cli.pack.unknown_template', path: 'flow', values: { name } }),
      ),
  );
  return [...wrong, ...missing];
}
