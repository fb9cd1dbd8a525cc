import { Formats } from './formats.ts';
import type { Message, MessageGroup, Messages } from './message-group.ts';

/** Texts of a language by group and key; what is missing is said in English. */
export type LanguageMessages = Readonly<Record<string, Messages | undefined>>;

/** What is put into a text: numbers are written as the language writes them. */
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Everything an element needs to speak one language: its texts, and numbers and times as that language writes them.
 * Immutable: another language, or one that has been loaded by now, is another object.
 */
export class Words extends Formats {
  readonly #messages: LanguageMessages;

  constructor(locale: string, messages: LanguageMessages = {}) {
    super(locale);
    this.#messages = messages;
  }

  /**
   * A text of a group.
   *
   * @example
   * words.text(gridMessages, 'found', { count: 3 }); // '3 machines'
   */
  text<M extends Messages>(
    group: MessageGroup<M>,
    key: keyof M & string,
    values: MessageValues = {},
  ): string {
    const message = this.#messages[group.name]?.[key] ?? group.english[key] ?? key;
    const text = typeof message === 'string' ? message : this.#formOf(message, values.count);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? this.tick(value, 2) : value;
    });
  }

  #formOf(message: Exclude<Message, string>, count: string | number | undefined): string {
    return message[this.plural(Number(count ?? 0))] ?? message.other;
  }
}
