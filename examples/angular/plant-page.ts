import { Component, CUSTOM_ELEMENTS_SCHEMA, signal, type WritableSignal } from '@angular/core';
import type { Nexus } from '@nexus-mfg/sdk';
import type { NexusMachineSelectEvent, ThemeName } from '@nexus-mfg/widgets';
import { nexus } from './plant.ts';

@Component({
  selector: 'plant-page',
  // Templates take any property and event of elements that Angular does not know.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <header>
      <h1>Plant in Angular</h1>
      <p role="status">Chosen: {{ chosen() }}</p>
      <label>
        Theme
        <select #choice [value]="theme()" (change)="handleTheme(choice.value)">
          <option value="auto">as the system</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </label>
    </header>
    <!-- Gauge and chart follow the machine that is chosen in the grid: they share the provider's view. -->
    <nexus-provider [nexus]="nexus" [theme]="theme()">
      <nexus-machine-grid (nexus-machine-select)="handleSelect($event)" />
      <div class="machine">
        <nexus-health-gauge />
        <nexus-telemetry-chart />
      </div>
    </nexus-provider>
  `,
})
export class PlantPage {
  protected readonly nexus: Nexus = nexus;
  protected readonly theme: WritableSignal<ThemeName> = signal<ThemeName>('auto');
  protected readonly chosen: WritableSignal<string> = signal('none');

  protected async handleSelect({ machineId }: NexusMachineSelectEvent): Promise<void> {
    const { name } = await nexus.machines.get(machineId);
    this.chosen.set(name);
  }

  protected handleTheme(theme: string): void {
    this.theme.set(theme as ThemeName);
  }
}
