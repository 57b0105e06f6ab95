/** An address that no part of the product has any business with. */
export const FORBIDDEN = "https://example.com/";

/** The event of the browser comes soon after the request has failed, or not at all. */
const PATIENCE_MS = 1000;

export type Forbidden =
  /** Nothing was sent: no policy is known that would have stopped it. */
  | { readonly kind: "no-policy" }
  | { readonly kind: "blocked"; readonly address: string; readonly directive: string }
  /** It failed, but the browser did not say that the policy was why. */
  | { readonly kind: "failed" }
  | { readonly kind: "sent" };

/** Whether a policy lets scripts talk to nobody but the page's own site. */
export function keepsToItself(policy: string): boolean {
  const rules = new Map(
    policy.split(";").map((rule) => {
      const [name = "", ...sources] = rule.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  const sources = rules.get("connect-src") ?? rules.get("default-src");
  return sources?.every((source) => ["'self'", "'none'", "data:", "blob:"].includes(source)) === true;
}

/** Asks for what the policy forbids, to show that the browser refuses. Where nothing would refuse, nothing is asked. */
export async function tryForbidden(policy: string | undefined): Promise<Forbidden> {
  if (policy === undefined || !keepsToItself(policy)) return { kind: "no-policy" };
  const told = new Promise<Forbidden>((resolve) => {
    const listener = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (!FORBIDDEN.startsWith(blockedURI)) return;
      document.removeEventListener("securitypolicyviolation", listener);
      resolve({ kind: "blocked", address: blockedURI, directive: effectiveDirective });
    };
    document.addEventListener("securitypolicyviolation", listener);
    setTimeout(() => {
      document.removeEventListener("securitypolicyviolation", listener);
      resolve({ kind: "failed" });
    }, PATIENCE_MS);
  });
  try {
    await fetch(FORBIDDEN, { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
    return { kind: "sent" };
  } catch {
    return told;
  }
}
