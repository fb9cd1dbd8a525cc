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
import './topics/rollups.suite.ts';
import './topics/health.suite.ts';
import './topics/reading.suite.ts';
import './topics/live.suite.ts';
import './topics/files.suite.ts';
import './topics/documents.suite.ts';
import './topics/file-rows.suite.ts';
import './topics/quality-images.suite.ts';
import './topics/vault.suite.ts';
import './topics/attacks.suite.ts';
import './topics/upkeep.suite.ts';
import './topics/plans.suite.ts';
import './topics/plans-and-limits.suite.ts';
import './topics/audit.suite.ts';
import './topics/resellers.suite.ts';
import './topics/reseller-sharing.suite.ts';
import './topics/platform.suite.ts';
import './topics/invitations.suite.ts';
import './topics/invitation-mails.suite.ts';
import './topics/members.suite.ts';
import './topics/ai-requests.suite.ts';
import './topics/api-key.suite.ts';
import './topics/public-branding.suite.ts';
import './topics/ai-rates.suite.ts';
import './topics/service-secrets.suite.ts';
import './topics/openings.suite.ts';
import './topics/renewals.suite.ts';
import './topics/embed-secrets.suite.ts';
import './topics/embed-members.suite.ts';
import './topics/device-tokens.suite.ts';
