/** @jsxImportSource solid-js */
// Solid tells properties (prop:) from attributes, and native events by on:.

import type { Nexus } from '@nexus-mfg/sdk';
import type {} from '@nexus-mfg/widgets/types/solid';
import type { JSX } from 'solid-js';

export function Page(props: { nexus: Nexus }): JSX.Element {
  return (
    <nexus-provider prop:nexus={props.nexus} theme="dark" class="nexus">
      <nexus-machine-grid
        label="Presses"
        no-toolbar
        on:nexus-machine-select={(event) => event.machineId.toUpperCase()}
      />
      <nexus-health-gauge value={82} machine-id="m1" />
      <nexus-telemetry-chart prop:metrics={['vibration']} on:nexus-range-change={({ range }) => range} />
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
export const wrongEvent: JSX.Element = <nexus-machine-grid on:nexus-machine-select={(e) => e.machine} />;
