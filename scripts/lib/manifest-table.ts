import type { ElementDoc } from './manifest.ts';

const PART = /(<!-- elements: made by `npm run manifest` -->\n)[\s\S]*?(\n<!-- \/elements -->)/;

/** The README with its table of elements as the sources say. */
export function elementTable(readme: string, elements: readonly ElementDoc[]): string {
  if (!PART.test(readme)) throw new Error('packages/widgets/README.md has no place for the elements.');
  const table = [
    '| element | what it is | attributes, `.properties` and methods | events |',
    '| --- | --- | --- | --- |',
    ...elements.map(rowOf),
  ].join('\n');
  return readme.replace(PART, (_, before: string, after: string) => `${before}\n${table}\n${after}`);
}

function rowOf({ tag, summary, properties, methods, events }: ElementDoc): string {
  const own = properties.filter(
    ({ name }) => tag === 'nexus-provider' || !['nexus', 'view', 'unlinked'].includes(name),
  );
  const names = [
    ...own.map(({ name, attribute }) => attribute ?? `.${name}`),
    ...methods.map(({ name }) => name),
  ];
  return `| \`<${tag}>\` | ${cell(summary)} | ${list(names)} | ${list(events.map(({ name }) => name))} |`;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/<(nexus-[a-z-]+)>/g, '`<$1>`');
}
