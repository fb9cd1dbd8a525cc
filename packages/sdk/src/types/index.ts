export * from './freshness.ts';
export * from './machine.ts';
export * from './reading.ts';
export * from './session.ts';
export * from './tenant.ts';
