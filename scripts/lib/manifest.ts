import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type {
  Attribute,
  ClassField,
  ClassMember,
  CustomElementDeclaration,
  Package,
} from 'custom-elements-manifest/schema.d.ts';
import { type WidgetTypes, widgetTypes } from './manifest-compiler.ts';

export const WIDGETS: string = join(import.meta.dirname, '../../packages/widgets');

/** Something of an element with its words. */
interface NamedDoc {
  name: string;
  description: string;
}

/** A public property, with the attribute that sets it where there is one. */
interface PropertyDoc extends NamedDoc {
  attribute?: string;
  type: string;
  default?: string;
  /** The element sets it; a page can only read it. */
  isReadonly: boolean;
}

/** Everything about one element that a page's author may use. */
export interface ElementDoc {
  /** `nexus-machine-grid`. */
  tag: string;
  className: string;
  /** Module of the class, from the package's root. */
  module: string;
  summary: string;
  description: string;
  properties: readonly PropertyDoc[];
  methods: readonly NamedDoc[];
  events: readonly (NamedDoc & { type: string })[];
  slots: readonly NamedDoc[];
  parts: readonly NamedDoc[];
  cssProperties: readonly (NamedDoc & { default?: string })[];
}

/** The declarations of elements in a manifest, with the module that each is in. */
export function declarationsIn({
  modules,
}: Package): { path: string; declaration: CustomElementDeclaration }[] {
  return modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter((each): each is CustomElementDeclaration => 'tagName' in each && each.tagName !== undefined)
      .map((declaration) => ({ path, declaration })),
  );
}

/** Reads the sources of the elements into a custom elements manifest. */
export async function customElementsManifest(): Promise<Package> {
  const manifest = (await cli({ argv: ['analyze', '--quiet'], cwd: WIDGETS, noWrite: true })) as Package;
  const types = widgetTypes();
  for (const { declaration } of declarationsIn(manifest)) addTypes(declaration, types);
  manifest.modules.sort((a, b) => a.path.localeCompare(b.path));
  return { ...manifest, schemaVersion: '2.1.0' };
}

/** The manifest as what pages, types and tables are made of, by tag. */
export async function elementDocs(): Promise<ElementDoc[]> {
  return docsOf(await customElementsManifest());
}

/** The same of a manifest that is there already. */
export function docsOf(manifest: Package): ElementDoc[] {
  const docs = declarationsIn(manifest).map(({ path, declaration }) => elementDoc(path, declaration));
  return docs.sort((a, b) => a.tag.localeCompare(b.tag));
}

/** Types with their alternatives, initial values that are constants, what is read-only, and the classes of events. */
function addTypes(declaration: CustomElementDeclaration, types: WidgetTypes): void {
  for (const member of declaration.members ?? []) {
    const known = isField(member) ? types.property(declaration.name, member.name) : undefined;
    if (!isField(member) || !known) continue;
    member.type = { text: known.text };
    setDefault(member, known.initial);
    if (known.isReadonly) member.readonly = true;
    const attribute = declaration.attributes?.find(({ fieldName }) => fieldName === member.name);
    if (!attribute) continue;
    attribute.type = { text: known.text };
    setDefault(attribute, known.initial);
  }
  for (const event of declaration.events ?? []) {
    const text = types.eventClass(event.name);
    if (text === undefined)
      throw new Error(`<${declaration.tagName}> fires '${event.name}', which has no class in src/events.`);
    if (!types.isExported(text)) throw new Error(`packages/widgets/src/index.ts does not export ${text}.`);
    event.type = { text };
  }
}

/** The name of a constant is no value that a reader could use. */
function setDefault(target: ClassField | Attribute, initial: string | undefined): void {
  if (initial === undefined) delete target.default;
  else target.default = initial;
}

function isField(member: ClassMember): member is ClassField {
  return member.kind === 'field';
}

function elementDoc(module: string, declaration: CustomElementDeclaration): ElementDoc {
  const { members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = declaration;
  return {
    tag: declaration.tagName ?? '',
    className: declaration.name,
    module,
    summary: declaration.summary ?? '',
    description: declaration.description ?? '',
    properties: members.flatMap((member) => {
      if (!isField(member)) return [];
      const { name, description = '', type, default: initial, readonly = false } = member;
      const { attribute } = member as { attribute?: string };
      return [
        {
          name,
          description,
          type: type?.text ?? 'unknown',
          isReadonly: readonly,
          ...(attribute !== undefined && { attribute }),
          ...(initial !== undefined && { default: initial }),
        },
      ];
    }),
    methods: members.flatMap((member) =>
      member.kind === 'method' && member.description
        ? [{ name: signatureOf(member), description: member.description }]
        : [],
    ),
    events: events.map(({ name, description = '', type }) => ({ name, description, type: type.text })),
    slots: slots.map(named),
    parts: cssParts.map(named),
    cssProperties: cssProperties.map((each) => ({
      ...named(each),
      ...(each.default !== undefined && { default: each.default }),
    })),
  };
}

function signatureOf({ name, parameters = [] }: { name: string; parameters?: { name: string }[] }): string {
  return `${name}(${parameters.map((each) => each.name).join(', ')})`;
}

function named({ name, description = '' }: { name?: string; description?: string }): NamedDoc {
  return { name: name ?? '', description };
}
