import type { Machine, MachineStatus, Nexus } from '@nexus-mfg/sdk';

const TYPES = ['cnc_mill', 'press', 'pump', 'robot', 'compressor', 'laser_cutter', null] as const;
const NAMES = ['Mill', 'Press', 'Pump', 'Robot', 'Compressor', 'Laser', 'Bench'] as const;
const STATUSES: readonly MachineStatus[] = ['running', 'running', 'running', 'idle', 'running', 'offline'];
const NOW = '2026-11-24T08:00:00Z';

const { compare } = new Intl.Collator('en', { numeric: true });

/** Machines of all types and states, by name as the SDK gives them; `count` of them, the same ones each time. */
export function plainFleet(count: number): Machine[] {
  const machines = Array.from({ length: count }, (_, index): Machine => {
    const id = `m${index}`;
    const isFault = index % 23 === 4;
    const status = isFault ? 'fault' : index % 19 === 7 ? 'maintenance' : statusAt(index);
    const score = index % 11 === 3 ? 64 : index % 17 === 12 ? 38 : 80 + (index % 20);
    const latest = {
      machineId: id,
      timestamp: NOW,
      vibration: 1 + (index % 40) / 10,
      temperature: 40 + (index % 30),
      rpm: 1_200 + (index % 50) * 10,
      power_kwh: 0.2 + (index % 9) / 10,
    };
    return {
      id,
      externalId: `L${index % 8}-${index}`,
      name: `${NAMES[index % NAMES.length]} ${String(index).padStart(4, '0')}`,
      type: TYPES[index % TYPES.length] ?? null,
      status,
      healthScore: isFault ? 22 : index % 29 === 9 ? null : score,
      healthParts: [],
      gridPositionX: index % 100,
      gridPositionY: Math.floor(index / 100),
      metadata: {},
      latest: index % 29 === 9 ? null : latest,
      freshness: status === 'offline' ? 'stale' : 'live',
      updatedAt: NOW,
    };
  });
  return machines.sort((a, b) => compare(a.name, b.name));
}

/** An instance whose machines are given, and how to give others. */
export interface GivenMachines {
  readonly nexus: Nexus;
  give(machines: readonly Machine[]): void;
}

/** `nexus` with these machines in place of its own. */
export function givenMachines(nexus: Nexus, machines: readonly Machine[]): GivenMachines {
  const listeners = new Set<(machines: readonly Machine[]) => void>();
  let current = machines;
  const subscribe: Nexus['machines']['subscribe'] = (listener) => {
    listeners.add(listener);
    listener(current);
    return () => listeners.delete(listener);
  };
  return {
    nexus: { ...nexus, machines: { ...nexus.machines, subscribe } },
    give(next) {
      current = next;
      for (const listener of listeners) listener(next);
    },
  };
}

function statusAt(index: number): MachineStatus {
  return STATUSES[index % STATUSES.length] ?? 'running';
}
