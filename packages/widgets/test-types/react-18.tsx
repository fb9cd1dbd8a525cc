// React 18 needs the wrappers: its JSX knows attributes only.
import type { Nexus } from '@nexus-mfg/sdk';
import { NexusHealthGauge, NexusMachineGrid, NexusProvider } from '@nexus-mfg/widgets/react';
import type React from 'react';

export function Page({ nexus }: { nexus: Nexus }): React.ReactElement {
  return (
    <NexusProvider nexus={nexus} theme="dark" className="nexus">
      <NexusMachineGrid label="Presses" onNexusMachineSelect={(event) => event.machineId.toUpperCase()} />
      <NexusHealthGauge value={82} />
    </NexusProvider>
  );
}

// @ts-expect-error: there is no such theme
export const wrongTheme: React.ReactElement = <NexusProvider theme="pink" />;
// @ts-expect-error: a number is asked for
export const wrongValue: React.ReactElement = <NexusHealthGauge value="high" />;
// @ts-expect-error: the event has no such field
export const wrongEvent: React.ReactElement = <NexusMachineGrid onNexusMachineSelect={(e) => e.machine} />;
