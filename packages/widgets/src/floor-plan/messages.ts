/** Texts of `<nexus-floor-plan>`. */
export const floorPlanMessages = {
  name: 'floor-plan',
  english: {
    label: 'Floor plan',
    machines: { one: '{count} machine', other: '{count} machines' },
    planOf: '{label}, {machines}',
    keys: 'Arrow keys go to the next machine in that direction. Shift and an arrow key moves the plan. Plus and minus zoom, 0 shows everything.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show all',
    selected: '{name} selected',
    mark: '{name}, {status}, health {health}, {freshness}, column {column}, row {row}',
    cluster: '{machines} close together, {states}. Zooms in.',
    stateCount: '{state} {count}',
    healthCount: 'health {health} {count}',
    zoomsIn: 'Click to zoom in',
    age: '{word} · {age}',
    notPlaced: 'Not placed',
    notPlacedText: 'These machines have no column and row yet.',
    more: { one: 'Show {count} more', other: 'Show {count} more' },
    machinesLoading: 'Machines are loading',
    emptyTitle: 'No machines yet',
    emptyText:
      'They appear here as soon as a gateway records its first reading, or when an administrator adds one.',
    nothingGiven: 'No machine to show',
    nothingGivenText: 'Nothing fits what the page asked for.',
    nobodyPlaced: 'No machine has a place yet',
    nobodyPlacedText:
      'Give each machine a column and a row: gridPositionX and gridPositionY of nexus.machines.update(), by somebody who may change machines.',
    noConnection: 'No connection. These are the last known states.',
    imageFailed: 'The plan image could not be loaded. Machines stand where they belong.',
  },
} as const;
