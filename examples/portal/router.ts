import type { Session } from '@nexus-mfg/sdk';
import { byId } from './dom.ts';

const PAGES = ['floor', 'quality', 'documents', 'orders', 'wall'] as const;
/** Pages without anything of Nexus need no sign-in. */
const OPEN: ReadonlySet<string> = new Set(['orders']);

/** Shows the page that the address names, or the sign-in where a page needs one. Answers the function to call at each change of session. */
export function startRouter(): (session: Session | null | undefined) => void {
  let session: Session | null | undefined;

  const render = (): void => {
    const page = PAGES.find((name) => location.hash === `#/${name}`) ?? 'floor';
    const isOpen = OPEN.has(page);
    byId('gate', HTMLElement).hidden = isOpen || session !== null;
    for (const name of PAGES) byId(name, HTMLElement).hidden = name !== page || !(isOpen || session);
    showWall(page === 'wall' && Boolean(session));
    byId('person', HTMLElement).hidden = !session;
    byId('connection', HTMLElement).hidden = !session;
    for (const link of document.querySelectorAll('.side a')) {
      if (link.getAttribute('href') === `#/${page}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener('hashchange', () => {
    render();
    byId('content', HTMLElement).focus();
  });
  return (next) => {
    session = next;
    render();
  };
}

/** A display turns its views while it is on the page; nobody looks at it on the others. */
function showWall(isShown: boolean): void {
  const place = byId('wall', HTMLElement);
  const wall = place.querySelector('nexus-wall-display');
  if (isShown && !wall) place.append(document.createElement('nexus-wall-display'));
  if (!isShown) wall?.remove();
}
