/**
 * A person chose a machine, or took a choice back. Not sent when the selection is set from outside.
 * Cancelable: `preventDefault()` leaves the selection as it was.
 */
export class NexusMachineSelectEvent extends Event {
  static readonly type = 'nexus-machine-select';
  /** The machine chosen last, among those that are selected now; empty when none is any more. */
  readonly machineId: string;
  /** All that are selected now, where several can be. */
  readonly machineIds: readonly string[];

  constructor(machineId: string, machineIds: readonly string[] = machineId === '' ? [] : [machineId]) {
    super(NexusMachineSelectEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.machineId = machineId;
    this.machineIds = machineIds;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-machine-select': NexusMachineSelectEvent;
  }
}
