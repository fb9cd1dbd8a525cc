/** A text with a form for each plural category of its language (`Intl.PluralRules`); `{count}` chooses. */
export interface PluralMessage {
  zero?: string;
  one?: string;
  two?: string;
  few?: string;
  many?: string;
  other: string;
}

/** A text for people. `{name}` stands for what is put in. */
export type Message = string | PluralMessage;

/** The texts of one room, by key. */
export type Messages = Readonly<Record<string, Message>>;

/**
 * The texts of one room in English, under the name that languages know them by. English stays beside the element that
 * says it, so that a page loads no other element's texts; the other languages are files of their own.
 *
 * @example
 * export const gridMessages = {
 *   name: 'machine-grid',
 *   english: { search: 'Search machines', found: { one: '{count} machine', other: '{count} machines' } },
 * } as const;
 */
export interface MessageGroup<M extends Messages = Messages> {
  readonly name: string;
  readonly english: M;
}

/** What a language has to say for a group: the same keys, and plural forms where English has them. */
export type Translation<M extends Messages> = {
  readonly [K in keyof M]: M[K] extends string ? string : PluralMessage;
};
