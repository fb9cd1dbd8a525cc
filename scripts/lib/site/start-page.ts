import type { ElementDoc } from '../manifest.ts';
import { escapeHtml, inlineHtml } from './html.ts';

/** The first page: what Nexus is, the shortest way to something on a page, and all elements. */
export function startPage(
  elements: readonly ElementDoc[],
  guides: readonly { path: string; title: string }[],
): string {
  const cards = elements.map(
    ({ tag, summary }) =>
      `<li><a href="elements/${tag}.html"><code>&lt;${tag}&gt;</code></a><p>${inlineHtml(summary)}</p></li>`,
  );
  const links = guides.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`);
  const example = `<script type="module">
  import { createNexus } from '@nexus-mfg/sdk';
  import '@nexus-mfg/widgets/define-all.js';
  document.querySelector('nexus-provider').nexus = createNexus({ url, publishableKey });
</script>
<nexus-provider>
  <nexus-sign-in>
    <nexus-machine-grid></nexus-machine-grid>
  </nexus-sign-in>
</nexus-provider>`;
  return `<h1>Nexus</h1>
<p class="lead">Live manufacturing data as elements that drop into any page, on a database wall that no front end can breach.</p>
<pre tabindex="0">${escapeHtml(example)}</pre>
<h2 id="elements">Elements</h2>
<ul class="cards">${cards.join('')}</ul>
<h2 id="guides">Guides</h2>
<ul>${links.join('')}</ul>`;
}
