import en from './text/en.json' with { type: 'json' };
import zh from './text/zh-CN.json' with { type: 'json' };

const SENTENCES = { en, 'zh-CN': zh } as const;

/** A sentence of the supervisor: its key in `text/`. */
export type SentenceKey = keyof typeof en;

/** What stands in for the `{names}` of a sentence. */
export type SentenceValues = Readonly<Record<string, string | number>>;

/** The languages the supervisor speaks. */
export type Language = keyof typeof SENTENCES;

/** Returns the sentence in the language asked for, its `{names}` filled in. */
export function sentence(key: SentenceKey, values: SentenceValues, language: Language): string {
  return SENTENCES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** An expected no of the supervisor: the machine does not allow what was asked, and says why. */
export class ClusterRefusal extends Error {
  readonly code: SentenceKey;
  readonly values: SentenceValues;

  constructor(code: SentenceKey, values: SentenceValues) {
    super(sentence(code, values, 'en'));
    this.name = 'ClusterRefusal';
    this.code = code;
    this.values = values;
  }

  /** The refusal as one sentence for a reader of `language`. */
  in(language: Language): string {
    return sentence(this.code, this.values, language);
  }
}
