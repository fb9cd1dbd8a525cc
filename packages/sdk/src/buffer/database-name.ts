/** Name of the database that keeps what waits: one for each project. */
export function databaseName(origin: string): string {
  return `nexus-buffer:${origin}`;
}
