import type { DataService } from '../../src/data/data-service.ts';
import type { SignInParams } from '../../src/types/index.ts';

/** One world with two tenants that the suite runs against. */
export interface ContractWorld {
  /** A new engine in this world, signed out. The suite closes it. */
  createService(): DataService;
  /** Epoch ms of the world's clock. */
  now(): number;
  accounts: {
    /** master_admin of tenant A, which is on the plan Enterprise. */
    admin: SignInParams;
    /** A member of tenant A with telemetry.write. */
    gateway: SignInParams;
    /** A member of tenant A with neither machines.write nor telemetry.write, but telemetry.read. */
    reader: SignInParams;
    /** A member of tenant B, which is on the plan Pro. */
    stranger: SignInParams;
    /** The platform's operator, an account in no tenant. */
    outsider: SignInParams;
  };
  /** A new confirmed account in no tenant. */
  createAccount(email: string): Promise<SignInParams>;
  /** Newest mail to the address, or null. */
  mailTo(email: string): Promise<{ code: string; link: string } | null>;
  /** Where a browser lands that opens the link of a mail. */
  openLink(link: string): Promise<string>;
  /** What the functions beside the database do when a member asks the AI. */
  askAi(email: string, request: { task: string; model: string; prompt: string }): Promise<void>;
  /** Makes sure that there is a key to seal with. */
  prepareSealing(): Promise<void>;
  close(): Promise<void>;
}
