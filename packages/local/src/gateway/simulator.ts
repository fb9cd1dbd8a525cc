import { connect } from './connect.ts';
import { SimulatedGateway } from './simulated-gateway.ts';
import type { SimulatorOptions } from './simulator-options.ts';

/** A running simulator. */
export interface Simulator {
  /** Resolves when the past is filled in for every tenant. */
  readonly backfilled: Promise<void>;
  /** Ends within a second; a call under way is given up. */
  stop(): Promise<void>;
}

/**
 * Drives the machines of each account's tenant as a shop-floor gateway would: signs in through the SDK, records a
 * reading of every machine each interval, reports operating states, fills in the past, and waits out an outage of the
 * server with a bounded queue. Only machines with a rated power in their metadata are driven (the seed's have one):
 * the others belong to somebody else.
 *
 * @throws NexusError as `session.signIn` does; nothing is left running then
 * @example
 * const simulator = await startSimulator({ url, publishableKey, accounts: [{ email, password }] });
 * await simulator.stop();
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { url, publishableKey, accounts } = options;
  const gateways: SimulatedGateway[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  };
  try {
    for (const account of accounts) {
      const nexus = await connect({ url, publishableKey }, account);
      const gateway = new SimulatedGateway(nexus, account, options);
      gateways.push(gateway);
      await gateway.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const backfilled = Promise.all(gateways.map((gateway) => gateway.backfilled)).then(() => {});
  return { backfilled, stop };
}
