import type { Account, Credential, Disposable, SignIn, SignInService, Tenant } from "../azure/accounts";
import { Listeners } from "../azure/listeners";

/** The sign-in that the settings choose at the moment, as one that stays while the settings change. */
export class CurrentSignIn implements SignIn {
  private readonly listeners = new Listeners();
  private current: { readonly signIn: SignIn; readonly listening: Disposable } | undefined;

  constructor(private readonly make: () => SignIn) {}

  getAccounts(): Promise<readonly Account[]> {
    return this.signInNow().getAccounts();
  }

  getTenantsForAccount(account: Account, signal: AbortSignal): Promise<readonly Tenant[]> {
    return this.signInNow().getTenantsForAccount(account, signal);
  }

  credentialFor(tenant: Tenant): Credential {
    return this.signInNow().credentialFor(tenant);
  }

  signIn(tenant?: Tenant, service?: SignInService): Promise<boolean> {
    return this.signInNow().signIn(tenant, service);
  }

  onRefreshSuggested(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  /** Lets go of the present sign-in; the next use makes the one that the settings choose then. */
  reset(): void {
    this.current?.listening.dispose();
    this.current?.signIn.dispose();
    this.current = undefined;
  }

  dispose(): void {
    this.reset();
    this.listeners.clear();
  }

  private signInNow(): SignIn {
    if (this.current === undefined) {
      const signIn = this.make();
      const listening = signIn.onRefreshSuggested(() => {
        this.listeners.notify();
      });
      this.current = { signIn, listening };
    }
    return this.current.signIn;
  }
}
