/** Part of a long list. `next` continues it: give it as `after`; null at the end. */
export interface Page<T> {
  /** In the order of the list. */
  items: readonly T[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** Which part of a long list to read. */
export interface PageParams {
  /** Most items to return, 1 to 200. Default 50. */
  limit?: number;
  /** `next` of the page before; null begins anew, as its absence does. */
  after?: string | null;
}
