/** Texts of `<nexus-machine-grid>` that are told to screen readers as things happen. */
export const newsMessages = {
  name: 'machine-grid',
  english: {
    found: { one: '{count} machine', other: '{count} machines' },
    faultOf: '{name}: fault',
    faults: { one: '{count} machine went into fault', other: '{count} machines went into fault' },
  },
} as const;
