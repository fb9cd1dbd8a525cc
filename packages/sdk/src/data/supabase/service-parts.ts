import type { CallOptions } from '../call-options.ts';
import type { Requests } from './requests.ts';
import type { Rest } from './rest.ts';

/** What every service of the real engine is made from. */
export interface ServiceParts {
  /** Base URL of the project, without a slash at the end. */
  url: string;
  publishableKey: string;
  rest: Rest;
  requests: Requests;
  /** A token that is good for now. */
  token: (doing: string) => Promise<string>;
  /** `fetch` with a time limit, which also tells the connection how it went. */
  fetch: typeof fetch;
  /** The signed-in person's tenant. */
  tenantId: (options: CallOptions) => Promise<string>;
}
