import type { Stack } from '../../src/index.ts';

/** The newest mail to an address. */
export function newestMail(stack: Stack, to: string): { subject: string; text: string; html: string } {
  const mail = stack.mailbox.list().find((each) => each.to === to);
  if (!mail) throw new Error(`No mail to ${to}`);
  return mail;
}

/** The link of Auth in a mail. */
export function linkIn(mail: { text: string }): string {
  return /https?:\/\/\S+\/auth\/v1\/verify\?\S+/.exec(mail.text)?.[0] ?? '';
}

/** Follows a link as a browser does, and tells where it leads: the page, and what Auth gives it in the fragment. */
export async function follow(link: string): Promise<{ page: string; given: URLSearchParams }> {
  const answer = await fetch(link, { redirect: 'manual' });
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === null) throw new Error(`${answer.status} ${await answer.text()}`);
  const [page = '', fragment = ''] = location.split('#');
  return { page, given: new URLSearchParams(fragment) };
}
