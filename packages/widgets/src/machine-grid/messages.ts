/** Texts of `<nexus-machine-grid>` that the first view says, or that have to be there when nothing more can be fetched. */
export const gridMessages = {
  name: 'machine-grid',
  english: {
    label: 'Machines',
    loading: 'Machines are loading',
    search: 'Search machines',
    filterByState: 'Filter by state',
    all: 'All',
    needsLook: 'Needs a look',
    layout: 'Layout',
    tiles: 'Tiles',
    rows: 'Rows',
    plan: 'Floor plan',
    options: 'Filter and order',
    optionsInUse: {
      one: 'Filter and order, {count} filter in use',
      other: 'Filter and order, {count} filters in use',
    },
    offlineNotice: 'No connection. These are the last known values.',
    planLoading: 'The floor plan is loading',
    planFailedTitle: 'The floor plan could not be loaded',
    planFailedText: 'Tiles and rows still work. Try again once the connection is back.',
  },
} as const;
