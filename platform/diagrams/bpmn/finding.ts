/**
 * Something in a BPMN file that cannot be carried, or was read in a way its drawer should know.
 * Its sentence is `diagrams.bpmn.<code>`, what to do about it `diagrams.bpmn.<code>-next`.
 */
export type BpmnFinding = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Id of the element in the file; empty where the file as a whole is meant. */
  readonly element: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** The most findings one file gives; a broken file is not worth more. */
const findingsMax = 300;

/** Gathers findings, each sentence once an element. */
export class Findings {
  readonly #list: BpmnFinding[] = [];

  /** All findings, errors first. */
  list(): readonly BpmnFinding[] {
    return this.#list.toSorted(
      (a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'),
    );
  }

  error(code: string, element: Named, values: BpmnFinding['values'] = {}): void {
    this.#add('error', code, { element, values });
  }

  warn(code: string, element: Named, values: BpmnFinding['values'] = {}): void {
    this.#add('warning', code, { element, values });
  }

  #add(
    severity: BpmnFinding['severity'],
    code: string,
    { element, values }: { element: Named; values: BpmnFinding['values'] },
  ): void {
    const known = this.#list.some((one) => one.code === code && one.element === element.id);
    if (known || this.#list.length >= findingsMax) return;
    const name = element.name === '' ? element.id : element.name;
    this.#list.push({ code, severity, element: element.id, values: { name, ...values } });
  }
}

/** An element as a finding names it. */
export type Named = { readonly id: string; readonly name: string };
