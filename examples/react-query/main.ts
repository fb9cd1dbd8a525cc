import { createNexus } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The page's own client, which may hold its own queries besides. In production: createNexus({ url, publishableKey, queryClient }).
const queryClient = new QueryClient();
const data = new SimulatedDataService({ seed: 7, signedInAs: 'admin@alpenwerk.example' });
const nexus = createNexus({ data, queryClient });

const app = createElement(App, { nexus, setOffline: (isOffline: boolean) => data.setOffline(isOffline) });
createRoot(document.querySelector('#root') as HTMLElement).render(
  createElement(QueryClientProvider, { client: queryClient }, app),
);
