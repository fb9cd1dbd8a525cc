import { createNexus, type Nexus } from '@nexus-mfg/sdk';

/** Who a gateway signs in as. */
export interface GatewayAccount {
  email: string;
  password: string;
}

/** Where the server is. */
export interface GatewayServer {
  /** Base URL of the API. */
  url: string;
  publishableKey: string;
}

/** Signs in like any gateway would: with an account of its own, through the SDK. */
export async function connect(
  server: GatewayServer,
  account: GatewayAccount,
  signal?: AbortSignal,
): Promise<Nexus> {
  const { url, publishableKey } = server;
  const nexus = createNexus({ url, publishableKey });
  try {
    const { email, password } = account;
    await nexus.session.signIn({ email, password }, signal === undefined ? {} : { signal });
    return nexus;
  } catch (error) {
    await nexus.close();
    throw error;
  }
}
