import { portal } from "@/lib/portal";

/** Ends the session here and at the identity provider. */
export function POST(request: Request): Promise<Response> {
  return portal().session.signOut(request);
}
