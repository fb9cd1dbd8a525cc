import type { ElementDoc } from './manifest.ts';
import { MADE } from './manifest-types.ts';

/** A class that an element registers along with its own. */
export interface Part {
  className: string;
  /** `src/health-gauge/health-gauge.ts`. */
  module: string;
}

/** `src/react/<name>.ts`: the element as a component for React 18, whose JSX sets no properties of custom elements. */
export function reactWrapper(element: ElementDoc, parts: readonly Part[]): string {
  const { tag, className, module, summary, events } = element;
  const types = events.map(({ name, type }) => `${handlerName(name)}: EventName<${type}>`);
  const handlers = events.map(({ name }) => `${handlerName(name)}: '${name}'`);
  const imports = [
    `import type { ${types.length > 0 ? 'EventName, ' : ''}ReactWebComponent } from '@lit/react';`,
    ...events.map(({ name, type }) => `import type { ${type} } from '../events/${name.slice(6)}.ts';`),
    `import { ${className} as Element } from '${fromFolder(module)}';`,
    ...parts.map((part) => `import { ${part.className} } from '${fromFolder(part.module)}';`),
    "import { wrap } from './wrap.ts';",
  ];
  const map = types.length > 0 ? `{ ${types.join('; ')} }` : 'Record<never, never>';
  const registered = parts.map((part) => part.className).join(', ');
  return `${MADE}
${imports.join('\n')}

type Events = ${map};

/**
 * \`<${tag}>\` as a component for React 18.
 *
 * ${summary}
 */
export const ${className}: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(Element, { ${handlers.join(', ')} }, [${registered}]);
`;
}

/** `src/cdn/loaders.ts`: where each element is, for pages that load what they show. */
export function cdnLoaders(
  elements: readonly ElementDoc[],
  partsOf: (element: ElementDoc) => readonly Part[],
): string {
  const loaders = elements.map((element) => {
    const classes = [element, ...partsOf(element)].map(
      ({ className, module }) => `import('${fromFolder(module)}').then((loaded) => loaded.${className})`,
    );
    return `'${element.tag.slice(6)}': () => Promise.all([${classes.join(', ')}]),`;
  });
  return `${MADE}
import type { ElementClass } from '../internal/define.ts';

/** Loads an element with those that it is made of, by the last part of its tag. */
export const LOADERS: Readonly<Record<string, () => Promise<readonly ElementClass[]>>> = {
${loaders.join('\n')}
};
`;
}

/** `nexus-machine-select` as a prop: `onNexusMachineSelect`. */
function handlerName(event: string): string {
  return `on-${event}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function fromFolder(module: string): string {
  return module.replace(/^src/, '..');
}
