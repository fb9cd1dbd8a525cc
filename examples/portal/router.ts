import type { Session } from '@nexus-mfg/sdk';
import { byId } from './dom.ts';

const PAGES = ['floor', 'orders'] as const;

/** Shows the page that the address names, or the sign-in where a page needs one. Answers the function to call at each change of session. */
export function startRouter(): (session: Session | null | undefined) => void {
  let session: Session | null | undefined;

  const render = (): void => {
    const page = PAGES.find((name) => location.hash === `#/${name}`) ?? 'floor';
    const needsSignIn = page === 'floor' && session === null;
    byId('gate', HTMLElement).hidden = !needsSignIn;
    byId('floor', HTMLElement).hidden = page !== 'floor' || !session;
    byId('orders', HTMLElement).hidden = page !== 'orders';
    byId('sign-out', HTMLButtonElement).hidden = !session;
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
