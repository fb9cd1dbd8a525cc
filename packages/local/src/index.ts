export { DataFolderError } from './data-folder.ts';
export type { EngineOptions } from './engine/choose.ts';
export { type Database, ENGINES, EngineError, type EngineName, type Session } from './engine/database.ts';
export { PortInUseError } from './http/listen.ts';
export type { Mail, Mailbox } from './mailbox/mailbox.ts';
export { type DatabaseOptions, openDatabase, SUPABASE_DIR } from './open-database.ts';
export { MigrationError, NewerDataError } from './platform/migrations.ts';
export { type Stack, type StackOptions, startStack } from './stack.ts';
