import { SupabaseDataService } from '../../src/data/supabase/supabase-data-service.ts';
import { dataServiceContract } from '../contract/data-service-contract.ts';
import { OPERATOR, startTestStack, who } from '../support/stack.ts';

dataServiceContract('SupabaseDataService', async () => {
  const stack = await startTestStack();
  return {
    createService: () => new SupabaseDataService({ url: stack.url, publishableKey: stack.publishableKey }),
    now: Date.now,
    accounts: {
      admin: who('admin', 'alpenwerk'),
      gateway: who('gateway', 'alpenwerk'),
      reader: who('ceo', 'alpenwerk'),
      stranger: who('gateway', 'rio-bravo'),
      outsider: OPERATOR,
    },
    close: () => stack.stop(),
  };
});
