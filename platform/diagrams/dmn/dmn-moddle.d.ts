/** The slice of dmn-moddle the round-trip test needs; the package ships no types of its own. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(
      xml: string,
      type: 'dmn:Definitions',
    ): Promise<{
      readonly rootElement: Readonly<Record<string, unknown>>;
      readonly warnings: readonly { readonly message: string }[];
    }>;
  }
}
