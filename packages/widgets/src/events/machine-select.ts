/**
 * A person chose a machine. Not sent when `selectedId` is set from outside.
 * Cancelable: `preventDefault()` leaves the selection as it was.
 */
export class NexusMachineSelectEvent extends Event {
  static readonly type = 'nexus-machine-select';
  readonly machineId: string;

  constructor(machineId: string) {
    super(NexusMachineSelectEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.machineId = machineId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-machine-select': NexusMachineSelectEvent;
  }
}
