import type { Condition } from './faults.ts';
import { hashText, mix } from './random.ts';

/**
 * Says which machines of a fleet are in which state of repair: about one in fifteen critical (at least one from
 * eight machines on), about one in seven degraded, the others healthy. Depends only on the seed and the keys, not on
 * their order.
 *
 * @example
 * castConditions(1, ['P-101', 'P-102', 'M-7']).get('M-7'); // 'healthy'
 */
export function castConditions(seed: number, keys: readonly string[]): Map<string, Condition> {
  const rank = (key: string): number => mix(seed, hashText(key), 71);
  const order = [...new Set(keys)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const critical = order.length < 8 ? 0 : Math.max(1, Math.round(order.length / 15));
  const degraded = Math.round(order.length / 7);
  return new Map(
    order.map((key, index) => [
      key,
      index < critical ? 'critical' : index < critical + degraded ? 'degraded' : 'healthy',
    ]),
  );
}
