import type { Database } from '../../packages/local/src/index.ts';
import type { Dice } from './dice.ts';
import type { Weather } from './fault-acts.ts';
import type { StormProxy } from './proxy.ts';
import type { TabName } from './readings.ts';
import type { StormTab } from './tabs.ts';

/** What the driver does to the tabs and to the server, besides what happens to single requests. */
export type Act =
  | { kind: 'reload' | 'close' | 'crash'; tab: TabName }
  | { kind: 'outage'; ms: number; dies: TabName | null }
  | { kind: 'weather'; weather: Exclude<Weather, 'clear' | 'cut'>; ms: number }
  | { kind: 'end of session' }
  | { kind: 'too many requests' };

/** What acts work on. */
export interface Stage {
  tabs: Readonly<Record<TabName, StormTab>>;
  proxy: StormProxy;
  db: Database;
  signIn: () => Promise<void>;
  /** Names that the edited machine was given and the SDK took. */
  renamed: string[];
  /** How often each thing was done. */
  done: Map<string, number>;
}

const EDITS_PER_OUTAGE = 2;
/** Whoever was told to wait has come back by then, also when somebody died meanwhile. */
const BACK_MS = 120_000;
/** Acts in which no tab dies and nobody signs in: who is told to wait then does. */
const QUIET: ReadonlySet<Act['kind']> = new Set(['weather', 'too many requests']);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The acts of the short storm: each kind once at least. */
export const SHORT_ACTS: readonly Act[] = [
  { kind: 'reload', tab: 'a' },
  { kind: 'outage', ms: 1_500, dies: 'a' },
  { kind: 'weather', weather: 'expired', ms: 1_000 },
  { kind: 'crash', tab: 'b' },
  { kind: 'end of session' },
  { kind: 'weather', weather: 'unavailable', ms: 1_000 },
  { kind: 'reload', tab: 'b' },
  { kind: 'too many requests' },
];

/** The acts of a long storm, in an order that the dice give. */
export function longActs(dice: Dice, rounds: number): Act[] {
  return Array.from({ length: rounds }, () => {
    const tab = (): TabName => (dice.chance(0.5) ? 'a' : 'b');
    const round: Act[] = [
      { kind: 'reload', tab: tab() },
      { kind: 'reload', tab: tab() },
      { kind: 'close', tab: tab() },
      { kind: 'crash', tab: tab() },
      { kind: 'outage', ms: dice.between(1_000, 8_000), dies: dice.chance(0.5) ? tab() : null },
      { kind: 'weather', weather: 'unavailable', ms: dice.between(1_000, 5_000) },
      { kind: 'weather', weather: 'flapping', ms: dice.between(3_000, 10_000) },
      { kind: 'weather', weather: 'expired', ms: dice.between(500, 3_000) },
      { kind: 'end of session' },
      { kind: 'too many requests' },
    ];
    return dice.shuffled(round);
  }).flat();
}

/** Does one act, and brings back whatever tab is dead afterwards. */
export async function perform(act: Act, stage: Stage): Promise<void> {
  const { tabs, proxy } = stage;
  proxy.retries.isBlind = !QUIET.has(act.kind);
  if (act.kind === 'outage') await outage(act, stage);
  else if (act.kind === 'weather') {
    proxy.weather = act.weather;
    await pause(act.ms);
    proxy.weather = 'clear';
  } else if (act.kind === 'end of session') await endSession(stage);
  else if (act.kind === 'too many requests') await askToWait(proxy);
  else await tabs[act.tab][act.kind]();
  count(stage, act.kind);
  if (act.kind === 'outage' && act.dies) count(stage, 'close');
  for (const tab of Object.values(tabs)) if (tab.isDead) await tab.open();
  proxy.retries.isBlind = false;
}

/** Nothing gets through. Somebody edits meanwhile, and perhaps the tab where it was done dies before the network is back. */
async function outage({ ms, dies }: { ms: number; dies: TabName | null }, stage: Stage): Promise<void> {
  const { tabs, proxy, renamed } = stage;
  proxy.weather = 'cut';
  await pause(ms / 2);
  for (let edit = 0; edit < EDITS_PER_OUTAGE; edit += 1) {
    const name = `Edit ${renamed.length + 1}`;
    const isTaken = await tabs.a.page
      .evaluate((given) => stormPage.rename(given), name)
      .then(
        () => true,
        (error: unknown) => !count(stage, `edit not taken: ${String(error).split('\n', 1)[0]}`),
      );
    if (isTaken) renamed.push(name);
  }
  if (dies) {
    await tabs[dies].close();
    await tabs[dies].open();
  }
  await pause(ms / 2);
  proxy.weather = 'clear';
}

/** The next request is asked to wait; done when somebody comes back. */
async function askToWait(proxy: StormProxy): Promise<void> {
  const until = performance.now() + BACK_MS;
  const { seen } = proxy.retries;
  proxy.force('429');
  while (proxy.retries.seen === seen) {
    if (performance.now() > until) throw new Error(`Nobody came back within ${BACK_MS} ms`);
    await pause(10);
  }
}

/** The server ends the session; the same person signs in again a moment later. */
async function endSession({ tabs, db, signIn }: Stage): Promise<void> {
  await db.exec('delete from auth.refresh_tokens; delete from auth.sessions;');
  const open = Object.values(tabs);
  for (const tab of open) {
    await tab.page.evaluate(async () => {
      while (stormPage.userId() !== null) {
        await stormPage.renew().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  }
  await pause(500);
  await signIn();
}

function count({ done }: Stage, what: string): number {
  const times = (done.get(what) ?? 0) + 1;
  done.set(what, times);
  return times;
}
