import { SupabaseDataService } from '../../src/data/supabase/supabase-data-service.ts';
import { dataServiceContract } from '../contract/data-service-contract.ts';
import { OPERATOR, PASSWORD, startTestStack, who } from '../support/stack.ts';

/** {@link PASSWORD} as bcrypt of the lowest cost: the suite signs hundreds of accounts in. */
const CHEAP_HASH = '$2b$04$IL8Fz45MiGXNrPQaNuWUbOrKu3MAwYG5q7uOSwLpifAS3AYYp/IpW';

dataServiceContract('SupabaseDataService', async () => {
  const stack = await startTestStack();
  return {
    createService: () => new SupabaseDataService({ url: stack.url, publishableKey: stack.publishableKey }),
    now: Date.now,
    accounts: {
      admin: who('admin', 'alpenwerk'),
      gateway: who('gateway', 'alpenwerk'),
      reader: who('ceo', 'alpenwerk'),
      stranger: who('gateway', 'rio-bravo'),
      outsider: OPERATOR,
    },
    createAccount: async (email) => {
      // As the auth service writes one.
      await stack.db.query(
        `with known as (select * from auth.users where email = $2), made as (
           insert into auth.users (
             id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
             confirmation_token, recovery_token, email_change, email_change_token_new, email_change_token_current,
             reauthentication_token, phone_change, phone_change_token, created_at, updated_at)
           select gen_random_uuid(), aud, role, $1, $3, now(), raw_app_meta_data, '{}',
             '', '', '', '', '', '', '', '', now(), now() from known
           returning id, email)
         insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
         select id, 'email', id::text, id, jsonb_build_object('sub', id::text, 'email', email), now(), now() from made`,
        [email, OPERATOR.email, CHEAP_HASH],
      );
      return { email, password: PASSWORD };
    },
    mailTo: async (email) => {
      const mail = stack.mailbox.list().find(({ to }) => to === email);
      if (!mail) return null;
      const code = /\b\d{6}\b/.exec(mail.text)?.[0] ?? '';
      return { code, link: /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '' };
    },
    openLink: async (link) => {
      const answer = await fetch(link, { redirect: 'manual' });
      return answer.headers.get('location') ?? '';
    },
    askAi: async (email, { task, model, prompt }) => {
      await stack.db.query(
        `select public.begin_ai_request((select id from auth.users where email = $1), $2, $3, false, $4)`,
        [email, task, model, prompt],
      );
    },
    prepareSealing: async () => {
      await stack.db.query(
        `select public.add_sealing_key('contract-1', $1)
         where not exists (select from private.sealing_keys where status = 'active')`,
        ['A'.repeat(43)],
      );
    },
    close: () => stack.stop(),
  };
});
