// React 19 sets properties of custom elements and listens to their events by itself.

import type { Nexus } from '@nexus-mfg/sdk';
import type {} from '@nexus-mfg/widgets/types/react';
import type { JSX } from 'react';

export function Page({ nexus }: { nexus: Nexus }): JSX.Element {
  return (
    <nexus-provider nexus={nexus} theme="dark" className="nexus">
      <nexus-machine-grid
        label="Presses"
        no-toolbar
        onnexus-machine-select={(event) => event.machineId.toUpperCase()}
      />
      <nexus-health-gauge value={82} machine-id="m1" />
      <nexus-telemetry-chart metrics={['vibration']} onnexus-range-change={({ range }) => range} />
    </nexus-provider>
  );
}

// @ts-expect-error: there is no such theme
export const wrongTheme: JSX.Element = <nexus-provider theme="pink" />;
// @ts-expect-error: a number is asked for
export const wrongValue: JSX.Element = <nexus-health-gauge value="high" />;
// @ts-expect-error: there is no such element
export const wrongTag: JSX.Element = <nexus-machine-gird />;
// @ts-expect-error: the event has no such field
export const wrongEvent: JSX.Element = <nexus-machine-grid onnexus-machine-select={(e) => e.machine} />;
// @ts-expect-error: false is for the property, noToolbar
export const wrongBoolean: JSX.Element = <nexus-machine-grid no-toolbar={false} />;
export const rightBoolean: JSX.Element = <nexus-machine-grid noToolbar={false} />;
