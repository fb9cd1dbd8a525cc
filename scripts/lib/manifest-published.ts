import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomElementDeclaration, Module, Package } from 'custom-elements-manifest/schema.d.ts';
import { declarationsIn, WIDGETS } from './manifest.ts';

const INDEX = 'dist/index.js';

/** The manifest as it is published: modules as a page imports them, classes apart from their registration. */
export function publishedManifest(manifest: Package): Package {
  const elements = declarationsIn(manifest).map(({ declaration }) => published(declaration));
  const index: Module = {
    kind: 'javascript-module',
    path: INDEX,
    declarations: elements,
    exports: elements.map(({ name }) => ({ kind: 'js', name, declaration: { name, module: INDEX } })),
  };
  const definitions = elements.map(
    ({ name, tagName = '' }): Module => ({
      kind: 'javascript-module',
      path: `dist/define/${tagName.replace('nexus-', '')}.js`,
      exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: INDEX } }],
    }),
  );
  return { schemaVersion: manifest.schemaVersion, modules: [index, ...definitions] };
}

function published({ superclass: _, ...declaration }: CustomElementDeclaration): CustomElementDeclaration {
  const { members = [], attributes = [], ...rest } = declaration;
  return {
    ...rest,
    ...(attributes.length > 0 && { attributes: attributes.map(withoutOrigin) }),
    members: members.map(withoutOrigin),
    superclass: { name: 'NexusElement', module: INDEX },
  };
}

/** Base classes that are not exported are nobody's business. */
function withoutOrigin<T extends { inheritedFrom?: unknown }>({ inheritedFrom: _, ...rest }: T): T {
  return rest as unknown as T;
}

/** Names of the classes that `define/<name>.ts` registers, the element's own first. */
export function definedClasses(name: string): string[] {
  const file = join(WIDGETS, 'src/define', `${name}.ts`);
  const list = /define\(\[([^\]]*)\]\)/.exec(readFileSync(file, 'utf8'))?.[1];
  if (list === undefined) throw new Error(`${file} defines nothing.`);
  return list.split(',').flatMap((each) => each.trim() || []);
}
