import { Marked } from 'marked';
import { slugOf } from './html.ts';

/** A document as a page: its first heading is the title; headings have anchors; links to `.md` lead to pages. */
export function renderMarkdown(text: string): { title: string; html: string } {
  let title = '';
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const plain = inner.replace(/<[^>]+>/g, '');
        if (depth === 1 && title === '') title = plain;
        const slug = slugOf(plain);
        return `<h${depth} id="${slug}"><a class="anchor" href="#${slug}">${inner}</a></h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${pageOf(href)}">${this.parser.parseInline(tokens)}</a>`;
      },
      table(token) {
        const cell = (tag: string, { tokens }: (typeof token.header)[number]): string =>
          `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
        const head = token.header.map((each) => cell('th', each)).join('');
        const rows = token.rows.map((row) => `<tr>${row.map((each) => cell('td', each)).join('')}</tr>`);
        return `<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
      },
    },
  });
  const html = marked.parse(text, { async: false });
  return { title, html };
}

function pageOf(href: string): string {
  if (/^[a-z]+:/i.test(href)) return href;
  return href.replace(/README\.md(?=#|$)/, 'index.html').replace(/\.md(?=#|$)/, '.html');
}
