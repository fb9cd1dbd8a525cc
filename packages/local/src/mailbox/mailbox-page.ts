import { html, raw } from 'hono/html';
import type { Mail } from './mailbox.ts';
import { MAILBOX_CSS } from './mailbox-page.css.ts';

type Html = ReturnType<typeof html>;

/** Asks for the newest mail every two seconds and loads the page anew when there is one. */
const WATCH = `
const newest = document.body.dataset.newest;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/mailbox/api/messages').catch(() => null);
  const mails = answer?.ok ? await answer.json() : [];
  if ((mails[0]?.id ?? '') !== newest) location.reload();
}, 2000);`;

/** The page: a list of mails, and the chosen one. Mails are shown in a sandboxed frame that runs no script. */
export function mailboxPage(mails: readonly Mail[], chosen: Mail | undefined, nonce: string): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Mailbox (${mails.length}) · Nexus</title>
    <style nonce="${nonce}">${raw(MAILBOX_CSS)}</style>
  </head>
  <body data-newest="${mails[0]?.id ?? ''}" class="${chosen ? 'reading' : ''}">
    <header>
      <h1>Mailbox</h1>
      <p>Every mail that this stack would have sent. Nothing leaves this machine.</p>
    </header>
    <main>
      <nav aria-label="Mails">${mails.length === 0 ? emptyList() : mails.map((mail) => listItem(mail, mail.id === chosen?.id))}</nav>
      <article>${chosen ? message(chosen) : html`<p class="hint">${mails.length === 0 ? '' : 'Choose a mail to read it.'}</p>`}</article>
    </main>
    <script nonce="${nonce}">${raw(WATCH)}</script>
  </body>
</html>`;
}

function emptyList(): Html {
  return html`<p class="hint">No mail yet. Sign up, ask for a magic link or reset a password, and the mail appears here.</p>`;
}

function listItem(mail: Mail, current: boolean): Html {
  return html`<a href="/mailbox?id=${mail.id}" aria-current="${current ? 'true' : 'false'}">
    <strong>${mail.subject}</strong>
    <span>${mail.to}</span>
    ${time(mail)}
  </a>`;
}

function message(mail: Mail): Html {
  return html`<a class="back" href="/mailbox">All mails</a>
    <h2>${mail.subject}</h2>
    <dl><dt>To</dt><dd>${mail.to}</dd><dt>Sent</dt><dd>${time(mail)}</dd></dl>
    <iframe title="Mail: ${mail.subject}" src="/mailbox/messages/${mail.id}"
      sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
    <details><summary>As text</summary><pre>${mail.text}</pre></details>`;
}

function time(mail: Mail): Html {
  return html`<time datetime="${mail.sentAt}">${mail.sentAt.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
