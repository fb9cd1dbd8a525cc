import type { SceneSet, Stage } from './scene.ts';

const markup = '<nexus-connection-status></nexus-connection-status>';
const shows =
  (state: string) =>
  ({ find }: Stage): unknown =>
    find('nexus-connection-status').shadowRoot?.querySelector(`[data-state=${state}]`);

export const connectionStatusScenes: SceneSet = {
  element: 'connection-status',
  scenes: [
    { name: 'default', about: 'Connected.', markup, isReady: shows('online') },
    {
      name: 'offline',
      about: 'The network is gone.',
      markup,
      arrange: ({ data }) => data.setOffline(true),
      isReady: shows('offline'),
    },
  ],
};
