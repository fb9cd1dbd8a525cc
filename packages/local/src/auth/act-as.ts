import type { Session } from '../engine/database.ts';
import type { Claims } from './access-token.ts';

/**
 * Makes the rest of a transaction run with a token holder's rights: role and claims, as an API service sets them. All of
 * it ends with the transaction.
 *
 * @param settings what else such a request sets, by name
 */
export async function actAs(
  session: Session,
  claims: Claims,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const values = {
    ...settings,
    'request.jwt.claims': JSON.stringify(claims),
    'request.jwt.claim.sub': claims.sub ?? '',
    'request.jwt.claim.role': claims.role,
    // Last: from here on the other rights are gone.
    role: claims.role,
  };
  for (const [name, value] of Object.entries(values)) {
    await session.query('select set_config($1, $2, true)', [name, value]);
  }
}
