// React 18: its JSX sets no properties of custom elements, so each comes as a component. They register themselves.
import type { ThemeName } from '@nexus-mfg/widgets';
import {
  NexusHealthGauge,
  NexusMachineGrid,
  NexusProvider,
  NexusTelemetryChart,
} from '@nexus-mfg/widgets/react';
import { type ReactElement, useState } from 'react';
import { nexus } from './plant.ts';

export function App({ theme }: { theme: ThemeName }): ReactElement {
  const [machineId, setMachineId] = useState('');
  return (
    <NexusProvider nexus={nexus} theme={theme}>
      <p role="status">{machineId === '' ? 'Choose a machine' : `Chosen: ${machineId}`}</p>
      <NexusMachineGrid onNexusMachineSelect={(event) => setMachineId(event.machineId)} />
      <div className="machine">
        <NexusHealthGauge />
        <NexusTelemetryChart />
      </div>
    </NexusProvider>
  );
}
