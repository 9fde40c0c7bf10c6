/** The parts of two packages without types of their own that are used here. */
declare module 'bpmn-moddle' {
  /** An element of the BPMN metamodel; its properties depend on its type. */
  export type ModdleElement = { readonly $type: string; [property: string]: unknown };

  export class BpmnModdle {
    create(type: string, properties?: Record<string, unknown>): ModdleElement;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{
      rootElement: ModdleElement;
      elementsById: Record<string, ModdleElement>;
      warnings: readonly { message: string }[];
    }>;
  }
}

declare module 'bpmn-auto-layout' {
  /** The same diagram with places of its shapes and lines. */
  export function layoutProcess(xml: string): Promise<string>;
}
