// How the elements' own words are read into a manifest; scripts/lib/manifest.ts calls it and adds what only types tell.

/** Our tags are made of a prefix and `static baseName`; the analyzer looks for `customElements.define`. */
const tagsOfBaseNames = {
  name: 'tags-of-base-names',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations ?? []) {
      const baseName = declaration.members?.find(
        ({ name, static: isStatic }) => isStatic && name === 'baseName',
      );
      if (!baseName?.default) continue;
      declaration.customElement = true;
      declaration.tagName = `nexus-${baseName.default.replaceAll("'", '')}`;
      moduleDoc.exports = [
        ...(moduleDoc.exports ?? []),
        {
          kind: 'custom-element-definition',
          name: declaration.tagName,
          declaration: { name: declaration.name, module: moduleDoc.path },
        },
      ];
    }
  },
};

/** The first paragraph of a class's words is its summary, the rest its description; what is ours alone is left out. */
const wordsAndPublicParts = {
  name: 'words-and-public-parts',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.declarations = (module.declarations ?? []).filter(({ customElement }) => customElement);
      module.exports = (module.exports ?? []).filter(({ declaration }) =>
        module.declarations.some(({ name }) => name === declaration?.name),
      );
      for (const declaration of module.declarations) tidy(declaration);
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(
      ({ declarations }) => declarations.length > 0,
    );
  },
};

function tidy(declaration) {
  const [summary = '', ...rest] = (declaration.summary ?? '').split(/\n\s*\n/);
  declaration.summary = oneLine(summary);
  declaration.description = rest.map(oneLine).join('\n\n');
  // Of the inherited, only what we have written: not what every Lit element has.
  declaration.members = (declaration.members ?? []).filter(
    ({ privacy, name, static: isStatic, inheritedFrom, description }) =>
      privacy !== 'private' &&
      privacy !== 'protected' &&
      !name.startsWith('#') &&
      !isStatic &&
      !(inheritedFrom && !description) &&
      !/^(?:connected|disconnected)Callback$|^scope$|^words$/.test(name),
  );
  // What is only dispatched in the code, without words, is not for others.
  declaration.events = (declaration.events ?? []).filter(({ name, description }) => name && description);
  for (const list of ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties'])
    for (const each of declaration[list] ?? [])
      if (each.description) each.description = oneLine(each.description);
}

function oneLine(text) {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/react/**', 'src/cdn/**'],
  litelement: true,
  // It would write into the package.json of the folder that it is called from.
  packagejson: false,
  plugins: [tagsOfBaseNames, wordsAndPublicParts],
};
