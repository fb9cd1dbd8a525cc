import type { ElementDoc } from './manifest.ts';

export const MADE = '// Made by `npm run manifest` from the sources of the elements: change those instead.\n';

/** `types/elements.d.ts`: what the types for each framework are mapped from. */
export function elementTypes(elements: readonly ElementDoc[]): string {
  const events = new Set(elements.flatMap((element) => element.events.map(({ type }) => type)));
  const names = [...elements.map(({ className }) => className), ...events].sort();
  return `${MADE}
import type { ${names.join(', ')} } from '@nexus-mfg/widgets';

/** What markup can say of each element. Frameworks' types are made of it. */
export interface NexusElements {
${elements.map(entryOf).join('\n')}
}
`;
}

function entryOf(element: ElementDoc): string {
  const { tag, className, summary, events } = element;
  const sent = events.map(({ name, type, description }) => `/** ${description} */\n'${name}': ${type};`);
  return `/** ${summary} */
'${tag}': {
element: ${className};
/** Properties that a page can set. */
properties: Partial<${settable(element)}>;
/** Attributes that are not named like their property. */
attributes: ${record(attributes(element))};
events: ${record(sent)};
};`;
}

function settable({ className, properties }: ElementDoc): string {
  const names = properties.filter(({ isReadonly }) => !isReadonly).map(({ name }) => `'${name}'`);
  return `Pick<${className}, ${names.sort().join(' | ')}>`;
}

function attributes({ properties }: ElementDoc): string[] {
  return properties.flatMap(({ attribute, name, type, description }) =>
    attribute === undefined || attribute === name
      ? []
      : `/** ${description} */\n'${attribute}'?: ${attributeType(type)} | undefined;`,
  );
}

function record(members: readonly string[]): string {
  return members.length === 0 ? 'Record<never, never>' : `{${members.join('\n')}}`;
}

/** What a template may hand over so that the attribute reads as the property's type. */
function attributeType(type: string): string {
  const alternatives = type.split(' | ').filter((each) => each !== 'undefined' && each !== 'null');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a type
  if (alternatives.every((each) => each === 'number')) return 'number | `${number}`';
  // Not `false`: some frameworks write that as the text `false`, which an element takes for set. Properties take both.
  if (alternatives.every((each) => each === 'boolean')) return "true | ''";
  if (alternatives.every((each) => /^'[^']*'$/.test(each))) return type;
  return 'string';
}
