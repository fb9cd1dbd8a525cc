import { relative } from 'node:path';
import type { Stack } from '../stack.ts';
import { type DemoAccount, isGateway } from './accounts.ts';

/** What is told when everything runs. */
export interface Ready {
  readonly stack: Stack;
  readonly portal: string;
  readonly accounts: readonly DemoAccount[];
  readonly data: string;
  readonly seconds: number;
}

/** One line, for programs. */
export function readyLine({ stack, portal, accounts }: Ready): string {
  const { url: api, mailboxUrl: mailbox, publishableKey } = stack;
  return `${JSON.stringify({ ready: true, portal, api, mailbox, publishableKey, accounts })}\n`;
}

const ENGINE_NAMES = { pglite: 'PGlite', postgres: 'PostgreSQL', server: 'your own PostgreSQL' } as const;

/** One short block, for people. */
export function readyBlock({ stack, portal, accounts, data, seconds }: Ready, colour: boolean): string {
  const bold = (text: string): string => (colour ? `\x1b[1m${text}\x1b[22m` : text);
  const quiet = (text: string): string => (colour ? `\x1b[2m${text}\x1b[22m` : text);
  const engine = `${ENGINE_NAMES[stack.db.engine]} ${stack.db.version}`;
  const near = relative(process.cwd(), data);
  const place = near.startsWith('..') ? data : near || '.';
  const lines = [
    '',
    `${bold('Nexus is ready')} ${quiet(`in ${seconds.toFixed(1)} s · ${engine} · data in ${place}`)}`,
    '',
    `  Portal   ${bold(portal)}`,
    `  API      ${stack.url}  ${quiet(stack.publishableKey)}`,
    `  Mailbox  ${stack.mailboxUrl}`,
    '',
    ...signIns(accounts, quiet),
    quiet('  Ctrl-C ends everything.'),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** A line for each tenant: the domain is the same for all of its people, so it stands once. */
function signIns(accounts: readonly DemoAccount[], quiet: (text: string) => string): string[] {
  const people = accounts.filter((account) => !isGateway(account));
  const [first] = people;
  if (!first) return [];
  const tenants = Map.groupBy(people, (account) => account.tenant ?? 'Platform');
  const width = Math.max(...[...tenants.keys()].map((name) => name.length));
  const rows = [...tenants].map(([name, members]) => {
    const domain = members[0]?.email.split('@')[1] ?? '';
    const names = members.map((member) => member.email.split('@')[0]);
    return `  ${name.padEnd(width)}  ${names.join(', ')} ${quiet(`@${domain}`)}`;
  });
  return [`  Sign in with the password ${first.password}`, ...rows, ''];
}
