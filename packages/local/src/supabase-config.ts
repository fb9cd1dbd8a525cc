import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { MAIL_KINDS, type MailKind, type MailTemplate } from './auth/mail/auth-mailer.ts';

/** What the stack takes over from `supabase/config.toml`, so that it behaves as the Supabase CLI and hosted projects. */
export interface SupabaseConfig {
  readonly api: {
    readonly schemas: readonly string[];
    readonly extra_search_path: readonly string[];
    readonly max_rows: number;
  };
  readonly auth: {
    readonly jwt_expiry: number;
    readonly enable_signup: boolean;
    readonly minimum_password_length: number;
    readonly additional_redirect_urls: readonly string[];
    readonly email: {
      readonly enable_confirmations: boolean;
      readonly double_confirm_changes: boolean;
      /** How long a link or code works, in seconds. */
      readonly otp_expiry: number;
      readonly otp_length: number;
    };
  };
  /** Mails that have a form of their own. */
  readonly templates: Readonly<Partial<Record<MailKind, MailTemplate>>>;
  readonly storage: {
    readonly file_size_limit: string;
    /** The same in bytes. */
    readonly largestFile: number;
  };
  /** For which functions the token is checked before the function sees the request. */
  readonly verifyJwt: (name: string) => boolean;
}

/** The parts of the file that are read; all of them may be missing. */
interface ConfigFile {
  readonly api?: Partial<SupabaseConfig['api']>;
  readonly auth?: Partial<Omit<SupabaseConfig['auth'], 'email'>> & {
    readonly email?: Partial<SupabaseConfig['auth']['email']> & {
      readonly template?: Readonly<
        Record<string, { readonly subject?: string; readonly content_path?: string }>
      >;
    };
  };
  readonly storage?: { readonly file_size_limit?: string };
  readonly functions?: Readonly<Record<string, { readonly verify_jwt?: boolean }>>;
}

/** Reads the file, with the CLI's defaults for what it does not say. */
export async function readSupabaseConfig(folder: string): Promise<SupabaseConfig> {
  const text = await readFile(join(folder, 'config.toml'), 'utf8').catch(() => '');
  const { api, auth, storage, functions } = parse(text) as ConfigFile;
  const fileSize = storage?.file_size_limit ?? '50MiB';
  return {
    api: {
      schemas: api?.schemas ?? ['public'],
      extra_search_path: api?.extra_search_path ?? ['public', 'extensions'],
      max_rows: api?.max_rows ?? 1000,
    },
    auth: {
      jwt_expiry: auth?.jwt_expiry ?? 3600,
      enable_signup: auth?.enable_signup ?? true,
      minimum_password_length: auth?.minimum_password_length ?? 6,
      additional_redirect_urls: auth?.additional_redirect_urls ?? [],
      email: {
        enable_confirmations: auth?.email?.enable_confirmations ?? false,
        double_confirm_changes: auth?.email?.double_confirm_changes ?? true,
        otp_expiry: auth?.email?.otp_expiry ?? 3600,
        otp_length: auth?.email?.otp_length ?? 6,
      },
    },
    templates: readTemplates(auth?.email?.template ?? {}, folder),
    storage: { file_size_limit: fileSize, largestFile: toBytes(fileSize) },
    verifyJwt: (name) => functions?.[name]?.verify_jwt ?? true,
  };
}

function readTemplates(
  given: Readonly<Record<string, { readonly subject?: string; readonly content_path?: string }>>,
  folder: string,
): SupabaseConfig['templates'] {
  const templates: Partial<Record<MailKind, MailTemplate>> = {};
  for (const kind of MAIL_KINDS) {
    const { subject, content_path: path } = given[kind] ?? {};
    templates[kind] = {
      ...(subject !== undefined && { subject }),
      ...(path !== undefined && { path: locate(path, folder) }),
    };
  }
  return templates;
}

/** The CLI counts from the folder that holds `supabase`, whatever that folder is called here. */
function locate(path: string, folder: string): string {
  const [, inside] = /^(?:\.\/)?supabase\/(.+)$/.exec(path) ?? [];
  return inside === undefined ? resolve(dirname(resolve(folder)), path) : join(resolve(folder), inside);
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  K: 1000,
  M: 1000 ** 2,
  G: 1000 ** 3,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
};

/** `50MiB` in bytes. */
function toBytes(size: string): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMG]i?)?B?$/.exec(size.trim()) ?? [];
  const bytes = Math.floor(Number(count) * (UNITS[unit] ?? Number.NaN));
  if (!Number.isFinite(bytes))
    throw new Error(`config.toml: file_size_limit is a size such as "50MiB", not "${size}"`);
  return bytes;
}
