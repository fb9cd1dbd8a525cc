import { escapeHtml } from './html.ts';

/** One entry of the navigation. `href` is from the root of the site. */
interface NavEntry {
  href: string;
  label: string;
}

/** A group of the navigation. */
export interface NavGroup {
  title: string;
  entries: readonly NavEntry[];
}

export interface PageParts {
  title: string;
  /** Path from the root of the site, for example `elements/machine-grid.html`. */
  path: string;
  body: string;
  nav: readonly NavGroup[];
}

/** A page of the site around its body. Links are relative: the site may be put anywhere. */
export function layout({ title, path, body, nav }: PageParts): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const link = ({ href, label }: NavEntry): string =>
    `<li><a href="${up}${href}"${href === path ? ' aria-current="page"' : ''}>${escapeHtml(label)}</a></li>`;
  const groups = nav.map(
    (group) =>
      `<section><h2>${escapeHtml(group.title)}</h2><ul>${group.entries.map(link).join('')}</ul></section>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escapeHtml(title)} · Nexus</title>
    <link rel="stylesheet" href="${up}site.css" />
    <script type="module" src="${up}site.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">Skip to content</a>
    <header class="bar">
      <a class="home" href="${up}index.html">Nexus</a>
      <button class="menu" type="button" aria-expanded="false" aria-controls="nav">Menu</button>
    </header>
    <div class="frame">
      <nav id="nav" aria-label="Documentation">${groups.join('')}</nav>
      <main id="content" tabindex="-1">${body}</main>
    </div>
  </body>
</html>
`;
}
