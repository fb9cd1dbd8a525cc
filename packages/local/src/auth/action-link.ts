/** The part of a link that its type stands for in an address. */
function pathType(type: string): string {
  return type.startsWith('email_change') ? 'email_change' : type;
}

/** The address that a person follows: Auth takes the token and sends on with a session. */
export function actionLink(
  apiUrl: string,
  { hash, type, redirectTo }: { readonly hash: string; readonly type: string; readonly redirectTo: string },
): string {
  const url = new URL('/auth/v1/verify', apiUrl);
  url.searchParams.set('token', hash);
  url.searchParams.set('type', pathType(type));
  url.searchParams.set('redirect_to', redirectTo);
  return url.href;
}
