/** What a mail template may name, as hosted Auth gives it to Go's html/template. */
type Variables = Readonly<Record<string, unknown>>;

/** A template that was understood. */
export interface Template {
  /** With everything that comes from outside made harmless for the place where it stands. */
  render(variables: Variables): string;
}

/** A template asks for something that hosted Auth may do and this stack does not. `message` is one clear line. */
class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Where a value stands: there decides what could break out of its place. */
type Place = 'text' | 'url' | 'style' | 'plain';

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly place: Place }
  | {
      readonly kind: 'if';
      readonly path: readonly string[];
      readonly met: readonly Node[];
      readonly unmet: readonly Node[];
    };

/**
 * Reads the part of Go's template language that mails need: `{{ .Name }}`, `{{ .Data.name }}`, `{{ if .Data.name }}`,
 * `{{ else }}`, `{{ end }}`, with `{{-` and `-}}` taking away the space beside them.
 *
 * @param name told in errors
 * @param format `html` escapes values; `plain` is for subjects and makes one line of them
 * @throws TemplateError for everything else
 */
export function parseTemplate(source: string, name: string, format: 'html' | 'plain' = 'html'): Template {
  const parts = split(source);
  let position = 0;
  let seen = '';

  const parseUntil = (ends: readonly string[]): { nodes: Node[]; end: string } => {
    const nodes: Node[] = [];
    for (; position < parts.length; position += 1) {
      const { text, action } = parts[position] ?? { text: '', action: undefined };
      if (text !== '') nodes.push({ kind: 'text', text });
      seen += text;
      if (action === undefined) continue;
      if (ends.includes(action)) {
        position += 1;
        return { nodes, end: action };
      }
      const condition = /^if\s+(\S+)$/.exec(action)?.[1];
      if (condition === undefined) {
        nodes.push({
          kind: 'value',
          path: pathOf(action),
          place: format === 'html' ? placeAfter(seen) : 'plain',
        });
        continue;
      }
      position += 1;
      const met = parseUntil(['else', 'end']);
      const unmet = met.end === 'else' ? parseUntil(['end']).nodes : [];
      nodes.push({ kind: 'if', path: pathOf(condition), met: met.nodes, unmet });
      position -= 1;
    }
    if (ends.length > 0) throw new TemplateError(`${name}: an {{ if }} has no {{ end }}`);
    return { nodes, end: '' };
  };

  const pathOf = (action: string): string[] => {
    if (!/^(?:\.\w+)+$/.test(action)) {
      throw new TemplateError(`${name}: the embedded stack does not understand {{ ${action} }}`);
    }
    return action.slice(1).split('.');
  };

  const { nodes } = parseUntil([]);
  return { render: (variables) => renderNodes(nodes, variables) };
}

/** The texts of a template, each with the action that follows it. */
function split(source: string): { text: string; action: string | undefined }[] {
  const parts: { text: string; action: string | undefined }[] = [];
  let from = 0;
  let trimNext = false;
  const take = (to: number, trimEnd: boolean): string => {
    let text = source.slice(from, to);
    if (trimNext) text = text.trimStart();
    return trimEnd ? text.trimEnd() : text;
  };
  for (const match of source.matchAll(/\{\{(-?)\s*([\s\S]*?)\s*(-?)\}\}/g)) {
    const [whole, before, action, after] = match;
    parts.push({
      text: take(match.index, before === '-'),
      action: action?.startsWith('/*') ? undefined : action,
    });
    from = match.index + whole.length;
    trimNext = after === '-';
  }
  parts.push({ text: take(source.length, false), action: undefined });
  return parts;
}

function placeAfter(seen: string): Place {
  const tag = seen.slice(seen.lastIndexOf('<') + 1);
  const [, attribute = ''] = /\s([\w-]+)\s*=\s*"[^"]*$/.exec(tag) ?? [];
  if (tag.includes('>') || attribute === '') return 'text';
  if (attribute === 'style') return 'style';
  return attribute === 'href' || attribute === 'src' ? 'url' : 'text';
}

function renderNodes(nodes: readonly Node[], variables: Variables): string {
  return nodes.map((node) => renderNode(node, variables)).join('');
}

function renderNode(node: Node, variables: Variables): string {
  if (node.kind === 'text') return node.text;
  const value = valueAt(variables, node.path);
  if (node.kind === 'if') return renderNodes(isTrue(value) ? node.met : node.unmet, variables);
  return makeHarmless(value === undefined || value === null ? '' : toText(value), node.place);
}

function valueAt(variables: Variables, path: readonly string[]): unknown {
  let value: unknown = variables;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Variables)[name];
  }
  return value;
}

function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As in Go: what is zero or empty is false. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** What Go writes in place of something that could act. */
const REFUSED = 'ZgotmplZ';

function makeHarmless(text: string, place: Place): string {
  switch (place) {
    case 'plain':
      // A line break in a subject would be the start of another header.
      return text.replace(/\p{Cc}+/gu, ' ');
    case 'style':
      return /^(?:#[0-9a-f]{3,8}|[a-z0-9 .%-]{1,60})$/i.test(text) ? text : REFUSED;
    case 'url':
      return /^(?:https?:\/\/|mailto:|data:image\/(?:png|jpeg|webp|gif);base64,)/i.test(text)
        ? escapeHtml(text)
        : `#${REFUSED}`;
    case 'text':
      return escapeHtml(text);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
