import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';
import { minifyCss } from './minify-css.ts';

/** Makes the css templates of the elements small; a bundler leaves strings as they are. */
export function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    setup(build) {
      build.onLoad({ filter: /[\\/]widgets[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        return source.includes('css`') ? { contents: withSmallStyles(source), loader: 'ts' } : undefined;
      });
    },
  };
}

/** The source with every css template made small. */
export function withSmallStyles(source: string): string {
  const pieces: { from: number; to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === 'css')
      pieces.push(...piecesOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('styles.ts', source, ts.ScriptTarget.ESNext, true));
  return pieces
    .sort((a, b) => b.from - a.from)
    .reduce(
      (text, { from, to }) => text.slice(0, from) + minifyCss(text.slice(from, to)) + text.slice(to),
      source,
    );
}

/** Where the text of a template stands: between its back quotes and `${` or `}`. */
function piecesOf(template: ts.TemplateLiteral): { from: number; to: number }[] {
  if (ts.isNoSubstitutionTemplateLiteral(template))
    return [{ from: template.getStart() + 1, to: template.getEnd() - 1 }];
  const head = { from: template.head.getStart() + 1, to: template.head.getEnd() - 2 };
  const rest = template.templateSpans.map(({ literal }) => ({
    from: literal.getStart() + 1,
    to: literal.getEnd() - (ts.isTemplateTail(literal) ? 1 : 2),
  }));
  return [head, ...rest];
}
