// React 19: the elements are used as they are.

import type { NexusMachineSelectEvent, ThemeName } from '@nexus-mfg/widgets';
import type {} from '@nexus-mfg/widgets/types/react';
import { type ChangeEvent, type ReactElement, useState } from 'react';
import { nexus } from './plant.ts';

export function App(): ReactElement {
  const [theme, setTheme] = useState<ThemeName>('auto');
  const [chosen, setChosen] = useState('none');

  const handleSelect = async ({ machineId }: NexusMachineSelectEvent): Promise<void> => {
    const { name } = await nexus.machines.get(machineId);
    setChosen(name);
  };
  const handleTheme = ({ target }: ChangeEvent<HTMLSelectElement>): void => {
    setTheme(target.value as ThemeName);
  };

  return (
    <>
      <header>
        <h1>Plant in React</h1>
        <p role="status">Chosen: {chosen}</p>
        <label>
          Theme{' '}
          <select value={theme} onChange={handleTheme}>
            <option value="auto">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
      </header>
      {/* Gauge and chart follow the machine that is chosen in the grid: they share the provider's view. */}
      <nexus-provider nexus={nexus} theme={theme}>
        <nexus-machine-grid onnexus-machine-select={handleSelect} />
        <div className="machine">
          <nexus-health-gauge />
          <nexus-telemetry-chart />
        </div>
      </nexus-provider>
    </>
  );
}
