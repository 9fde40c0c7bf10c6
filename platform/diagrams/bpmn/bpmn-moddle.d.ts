/** The part of a package without types of its own that is used here. */
declare module 'bpmn-moddle' {
  /** An element of the BPMN metamodel; its properties depend on its type. */
  export type ModdleElement = { readonly $type: string; [property: string]: unknown };

  export class BpmnModdle {
    create(type: string, properties?: Record<string, unknown>): ModdleElement;
    createAny(name: string, namespace: string, properties?: Record<string, unknown>): ModdleElement;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{
      rootElement: ModdleElement;
      elementsById: Record<string, ModdleElement>;
      warnings: readonly { message: string }[];
    }>;
  }
}
