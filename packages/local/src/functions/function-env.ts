import type { Keys } from '../auth/keys.ts';

/** What an operator may set and functions read. Secrets are not among them: those are in the vault. */
const SETTINGS = [
  'NEXUS_AI_MODEL',
  'NEXUS_AI_TEMPERATURE',
  'NEXUS_AI_MAX_OUTPUT_TOKENS',
  'NEXUS_AI_MAX_TURNS',
  'NEXUS_GEMINI_BASE_URL',
  'NEXUS_ALLOWED_ORIGINS',
] as const;

/** The environment of functions, named as hosted Supabase names it, with the settings that are set. */
export function functionEnv(
  env: NodeJS.ProcessEnv,
  { url, siteUrl, keys }: { readonly url: string; readonly siteUrl: string; readonly keys: Keys },
): Record<string, string> {
  const settings = SETTINGS.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  return {
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: keys.publishableKey,
    SUPABASE_SERVICE_ROLE_KEY: keys.secretKey,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SITE_URL: siteUrl,
    ...Object.fromEntries(settings),
  };
}

/** The hosts besides the stack itself that functions talk to. */
export function functionHosts(env: NodeJS.ProcessEnv): string[] {
  const hosts = ['generativelanguage.googleapis.com:443'];
  const url = URL.parse(env.NEXUS_GEMINI_BASE_URL ?? '');
  if (url !== null && /^https?:$/.test(url.protocol)) {
    hosts.push(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`);
  }
  return hosts;
}
