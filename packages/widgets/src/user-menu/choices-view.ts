import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import { DENSITIES, type Density, THEMES, type ThemeName } from '../provider/theme-sheet.ts';
import { userMenuMessages } from './messages.ts';

/** What is chosen now, as the provider has it. */
export interface Chosen {
  readonly theme: ThemeName;
  readonly density: Density;
  readonly locale: string;
}

export interface Choices {
  hasTheme: boolean;
  /** BCP 47 tags; empty for no choice. */
  languages: readonly string[];
  onLook: (theme: ThemeName, density: Density) => void;
  onLocale: (locale: string) => void;
}

/** Theme, density and language, each one of several. */
export function choicesView(words: Words, chosen: Chosen, choices: Choices): TemplateResult {
  const { theme, density } = chosen;
  const { hasTheme, languages, onLook, onLocale } = choices;
  const say = (key: keyof typeof userMenuMessages.english): string => words.text(userMenuMessages, key);
  return html`${
    hasTheme
      ? html`${group(say('theme'), THEMES, theme, say, (name) => onLook(name, density))}
        ${group(say('density'), DENSITIES, density, say, (name) => onLook(theme, name))}`
      : nothing
  }${
    languages.length === 0
      ? nothing
      : group(
          say('language'),
          languages,
          current(languages, chosen.locale || words.locale),
          ownName,
          onLocale,
        )
  }`;
}

function group<T extends string>(
  label: string,
  options: readonly T[],
  chosen: string,
  nameOf: (option: T) => string,
  onChoose: (option: T) => void,
): TemplateResult {
  return html`<div class="choice" role="group" aria-label=${label}>
    <span class="choice-label" aria-hidden="true">${label}</span>
    <div class="options" role="presentation">${options.map(
      (
        option,
      ) => html`<button class="option" type="button" role="menuitemradio" tabindex="-1" data-option=${option}
        aria-checked=${option === chosen ? 'true' : 'false'} @click=${() => onChoose(option)}>${option === chosen ? shape('ok') : nothing}${nameOf(option)}</button>`,
    )}</div>
  </div>`;
}

/** The language that is spoken: itself, else one that shares its first part. */
function current(languages: readonly string[], locale: string): string {
  const base = (tag: string): string => tag.split('-', 1)[0] ?? tag;
  return languages.find((tag) => tag === locale) ?? languages.find((tag) => base(tag) === base(locale)) ?? '';
}

/** A language in its own words: who cannot read the present one finds it. */
function ownName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
