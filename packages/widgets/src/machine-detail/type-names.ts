/** Kinds of machine that the SDK knows by name, written out so that drawing them loads nothing of it. */
export const MACHINE_TYPE_NAMES = ['cnc_mill', 'press', 'pump', 'robot', 'compressor'] as const;
