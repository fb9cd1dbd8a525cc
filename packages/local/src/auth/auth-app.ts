import { Hono } from 'hono';
import type { Database } from '../engine/database.ts';
import type { Forward } from '../http/forward.ts';
import type { SupabaseConfig } from '../supabase-config.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { authShims } from './auth-shims.ts';
import type { Keys } from './keys.ts';
import type { AuthMailer } from './mail/auth-mailer.ts';
import type { LiteMails } from './mail/lite-mail.ts';
import { createRedirects } from './redirects.ts';
import { verifyRoutes } from './verify-routes.ts';

/** What Auth is served with. */
export interface AuthOptions {
  readonly forward: Forward;
  readonly database: Database;
  readonly keys: Keys;
  readonly config: SupabaseConfig['auth'];
  readonly mailer: AuthMailer;
  readonly mails: LiteMails;
  readonly siteUrl: string;
  /** Where the links of mails lead to first. */
  readonly apiUrl: string;
}

/** All of Auth that is not @supabase/lite's as it is. */
export function authApp(options: AuthOptions): Hono {
  const { forward, database, keys, config, mailer, mails, siteUrl, apiUrl } = options;
  const redirects = createRedirects(siteUrl, config.additional_redirect_urls);
  const rules = {
    otpLength: config.email.otp_length,
    leastPassword: config.minimum_password_length,
    doubleConfirmChanges: config.email.double_confirm_changes,
  };
  const app = new Hono();
  app.route('/', adminRoutes({ database, keys, redirects, rules, mailer, apiUrl }));
  app.route(
    '/',
    verifyRoutes({
      forward,
      database,
      keys,
      redirects,
      otpSeconds: config.email.otp_expiry,
      doubleConfirmChanges: rules.doubleConfirmChanges,
    }),
  );
  app.route(
    '/',
    authShims({ forward, database, keys, redirects, mails, signUpIsOpen: config.enable_signup }),
  );
  return app;
}
