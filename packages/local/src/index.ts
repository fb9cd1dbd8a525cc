export type { EngineOptions } from './engine/choose.ts';
export { type Database, ENGINES, EngineError, type EngineName, type Session } from './engine/database.ts';
export { type DatabaseOptions, openDatabase, SUPABASE_DIR } from './open-database.ts';
export { MigrationError, NewerDataError } from './platform/migrations.ts';
