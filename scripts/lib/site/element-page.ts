import type { ElementDoc } from '../manifest.ts';
import { escapeHtml, inlineHtml, proseHtml } from './html.ts';

/** The page of one element: what it is, its states live, how it comes into a page, and everything it takes and gives. */
export function elementPage(element: ElementDoc): string {
  const { tag, summary, description, properties, methods, events, slots, parts, cssProperties } = element;
  const name = tag.replace('nexus-', '');
  return `<h1>&lt;${tag}&gt;</h1>
<p class="lead">${inlineHtml(summary)}</p>
${proseHtml(description)}
<section class="stage" data-element="${name}" aria-label="States, live"></section>
<h2 id="use">Use</h2>
<pre tabindex="0">${escapeHtml(`import '@nexus-mfg/widgets/define/${name}.js';`)}</pre>
${table(
  'Properties',
  ['Property', 'Attribute', 'Type', 'Default', 'Meaning'],
  properties.map((each) => [
    code(each.name),
    each.attribute === undefined ? '–' : code(each.attribute),
    type(each.type),
    each.default === undefined ? '–' : code(each.default),
    inlineHtml(each.description),
  ]),
)}
${table(
  'Methods',
  ['Method', 'What it does'],
  methods.map((each) => [code(each.name), inlineHtml(each.description)]),
)}
${table(
  'Events',
  ['Event', 'Class', 'When'],
  events.map((each) => [code(each.name), type(each.type), inlineHtml(each.description)]),
)}
${table(
  'Slots',
  ['Slot', 'Content'],
  slots.map((each) => [each.name === '' ? '(default)' : code(each.name), inlineHtml(each.description)]),
)}
${table(
  'Parts',
  ['Part', 'What it is'],
  parts.map((each) => [code(`::part(${each.name})`), inlineHtml(each.description)]),
)}
${table(
  'Custom properties',
  ['Property', 'Default', 'Meaning'],
  cssProperties.map((each) => [
    code(each.name),
    each.default === undefined ? '–' : code(each.default),
    inlineHtml(each.description),
  ]),
)}`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function type(text: string): string {
  return `<code class="type">${escapeHtml(text)}</code>`;
}

/** A section with a table; nothing for what an element does not have. */
function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((each) => `<td>${each}</td>`).join('')}</tr>`).join('\n');
  const id = title.toLowerCase().replace(' ', '-');
  return `<h2 id="${id}">${title}</h2>
<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}
