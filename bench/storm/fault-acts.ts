import type { Answer, Exchange } from './exchange.ts';
import { type Fault, NO_ANSWER } from './fault-plan.ts';

/** How long a server hangs before it hangs up. */
const HANG_MS = 1_200;
/** How late a request may come to the server. */
const LATE_MS = 900;
/** What a 429 asks for. */
const RETRY_AFTER_S = 2;

/** What a fault may use. */
export interface FaultTools {
  exchange: Exchange;
  /** Lets the server do it, and writes down what it took. */
  forward: () => Promise<Answer>;
  /** A client was told to come back after so long. */
  askedToWait: (ms: number) => void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const serverFailed = (exchange: Exchange): void =>
  exchange.fail(500, 'XX000', 'canceling statement due to a fault of the storm');
const unavailable = (exchange: Exchange): void =>
  exchange.fail(503, 'PGRST001', 'No connection to the database.');
const expired = (exchange: Exchange): void => exchange.fail(401, 'PGRST303', 'JWT expired');

/** Does what a fault is, to one request. */
export const FAULT_ACTS: Readonly<Record<Fault, (tools: FaultTools) => Promise<void> | void>> = {
  'cut before': ({ exchange }) => exchange.hangUp(),
  'cut after commit': async ({ exchange, forward }) => {
    await forward();
    exchange.hangUp();
  },
  'half an answer': async ({ exchange, forward }) => exchange.passHalf(await forward()),
  'hung up before': async ({ exchange }) => {
    await pause(HANG_MS);
    exchange.hangUp();
  },
  'hung up after commit': async ({ exchange, forward }) => {
    await forward();
    await pause(HANG_MS);
    exchange.hangUp();
  },
  // Also when the client has given up meanwhile: what is on its way arrives.
  'arrived late': async ({ exchange, forward }) => {
    await pause(LATE_MS);
    exchange.pass(await forward());
  },
  '500 before': ({ exchange }) => serverFailed(exchange),
  '500 after commit': async ({ exchange, forward }) => {
    await forward();
    serverFailed(exchange);
  },
  '503 before': ({ exchange }) => unavailable(exchange),
  '504 after commit': async ({ exchange, forward }) => {
    await forward();
    exchange.fail(504, '', 'upstream request timeout');
  },
  '502 with a page': ({ exchange }) => exchange.failWithPage(502),
  '429': ({ exchange, askedToWait }) => {
    askedToWait(RETRY_AFTER_S * 1_000);
    exchange.fail(429, '', 'Too many requests', { 'retry-after': String(RETRY_AFTER_S) });
  },
  '401': ({ exchange }) => expired(exchange),
  [NO_ANSWER]: async ({ forward }) => {
    await forward();
  },
};

/** What the whole server is like for a while, whoever asks for what. */
const WEATHERS = ['clear', 'cut', 'unavailable', 'expired', 'flapping'] as const;
export type Weather = (typeof WEATHERS)[number];

/** In bad weather every request of the database's API fails; true when it has been dealt with. */
export function failsInWeather(weather: Weather, exchange: Exchange): boolean {
  if (weather === 'cut') exchange.hangUp();
  else if (weather === 'unavailable') unavailable(exchange);
  else if (weather === 'expired' && exchange.path.startsWith('/rest/')) expired(exchange);
  else return false;
  return true;
}
