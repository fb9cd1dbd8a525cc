import { UrlParameters } from '../view/url-text.ts';

/** What a mail's link or an identity provider puts into an address; the last one is the simulated engine's. */
const NAMES = [
  'code',
  'token_hash',
  'type',
  'access_token',
  'refresh_token',
  'expires_in',
  'expires_at',
  'token_type',
  'provider_token',
  'provider_refresh_token',
  'error',
  'error_code',
  'error_description',
  'sb',
  'nexus_simulated',
] as const;
/** Those that nothing but a sign-in has. */
const SECRETS = [
  'token_hash',
  'access_token',
  'refresh_token',
  'provider_token',
  'provider_refresh_token',
  'error_description',
  'nexus_simulated',
] as const;
const AUTH_CODE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A router's path in a fragment: what Auth adds comes behind a second `#`, or behind the `?` of the path. */
const ROUTE = /^#(?:.*#|[^=&?]*\?)?/;

/** A sign-in that an address carries. */
export interface Callback {
  /** The address as it came, for `completeSignIn`. */
  href: string;
  /** The same without anything secret. */
  clean: string;
  /** Whether the sender says that the person is to set a password. */
  isForPassword: boolean;
  /**
   * Whether it may be of another sign-in on the page: a code, which is good only in the browser that asked for one, or an
   * error in words that others use as well.
   */
  isAmbiguous: boolean;
}

/** Finds what a sign-in left in an address; null when there is nothing of it. */
export function readCallback(href: string): Callback | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  const [route = ''] = ROUTE.exec(url.hash) ?? [];
  const behind = url.hash.slice(route.length);
  const fragment = new URLSearchParams(behind);
  const read = (name: (typeof NAMES)[number]): string =>
    fragment.get(name) ?? url.searchParams.get(name) ?? '';
  const isSure =
    (read('token_hash') && read('type')) ||
    (read('access_token') && read('refresh_token')) ||
    (read('error_description') && read('error_code')) ||
    read('nexus_simulated');
  const isPerhaps = AUTH_CODE.test(read('code')) || (read('error_description') && read('error'));
  if (!isSure && !isPerhaps) return null;
  const type = read('type');
  if (isCarrier(url.searchParams)) url.search = without(url.search.slice(1));
  if (isCarrier(fragment)) url.hash = (route + without(behind)).replace(/[#?]$/, '');
  const clean = url.hash === '' ? url.href.replace(/#$/, '') : url.href;
  return { href, clean, isForPassword: type === 'recovery' || type === 'invite', isAmbiguous: !isSure };
}

/** Whether the sign-in is in this part of the address; a `type` or a `code` in the other part is the page's own. */
function isCarrier(part: URLSearchParams): boolean {
  return SECRETS.some((name) => part.has(name)) || AUTH_CODE.test(part.get('code') ?? '');
}

/** Other parameters stay letter by letter. */
function without(text: string): string {
  return new UrlParameters(text, false).with(Object.fromEntries(NAMES.map((name) => [name, ''])));
}
