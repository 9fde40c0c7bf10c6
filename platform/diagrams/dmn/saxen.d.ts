/** The slice of saxen that reading needs; the package ships no types of its own. */
declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      take: (name: string, attributes: () => Record<string, string>, decode: Decode) => void,
    ): this;
    on(event: 'closeTag', take: (name: string) => void): this;
    on(event: 'text', take: (text: string, decode: Decode) => void): this;
    on(event: 'cdata' | 'attention', take: (text: string) => void): this;
    on(
      event: 'error' | 'warn',
      take: (error: Error, where: () => { readonly line: number }) => void,
    ): this;
    parse(text: string): this;
  }
}
