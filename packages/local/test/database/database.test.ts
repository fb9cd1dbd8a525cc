/**
 * The rules of the database by actor, on the engine that `NEXUS_TEST_ENGINE` names (pglite, or postgres).
 * The topics share one database and each test rolls back, so that the whole of it stays quick.
 */
import './topics/catalog.suite.ts';
import './topics/tenants-and-members.suite.ts';
import './topics/membership.suite.ts';
import './topics/machines.suite.ts';
import './topics/telemetry.suite.ts';
import './topics/recording.suite.ts';
import './topics/reading.suite.ts';
import './topics/live.suite.ts';
import './topics/files.suite.ts';
import './topics/attacks.suite.ts';
import './topics/upkeep.suite.ts';
import './topics/plans.suite.ts';
