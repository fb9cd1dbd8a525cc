/** What is told with `done`. */
export interface TaskEnd {
  /** The model came to its limit of output, so that the answer ends early. */
  readonly isCutShort: boolean;
}
