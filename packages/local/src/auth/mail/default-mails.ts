import type { MailKind } from './auth-mailer.ts';

/** What the mails are like that config.toml gives no form. */
export const DEFAULT_MAILS: Readonly<Record<MailKind, { readonly subject: string; readonly body: string }>> =
  {
    invite: {
      subject: 'You are invited',
      body: page('You are invited', 'Follow this link to accept:', 'Accept the invitation'),
    },
    confirmation: {
      subject: 'Confirm your address',
      body: page(
        'Confirm your address',
        'Follow this link to confirm that this address is yours:',
        'Confirm',
      ),
    },
    recovery: {
      subject: 'Choose a new password',
      body: page('Choose a new password', 'Follow this link to choose a new password:', 'Choose a password'),
    },
    magic_link: {
      subject: 'Your sign-in link',
      body: page('Your sign-in link', 'Follow this link to sign in:', 'Sign in'),
    },
    email_change: {
      subject: 'Confirm your new address',
      body: page(
        'Confirm your new address',
        'Follow this link to change your address from {{ .Email }} to {{ .NewEmail }}:',
        'Change the address',
      ),
    },
  };

function page(title: string, lead: string, label: string): string {
  return `<h1>${title}</h1>
<p>${lead}</p>
<p><a href="{{ .ConfirmationURL }}">${label}</a></p>
{{ if .Token }}<p>Or enter this code: {{ .Token }}</p>{{ end }}
<p>If you did not expect this mail, do nothing.</p>
`;
}
