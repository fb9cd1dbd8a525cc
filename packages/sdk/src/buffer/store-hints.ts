/** What to do about each failure of a store; beside the stores, so that nobody else has to load it. */
export const STORE_HINTS = {
  buffer_full: 'Free some space on the device, or bring it into the network so that the buffer can empty.',
  storage_denied: 'Allow the page to store data, or leave private mode.',
  storage_failed: 'Try again; if it stays, check the disk of this device.',
  storage_locked: 'End the other program, or give each program a folder of its own.',
} as const;
