import { portal } from "@/lib/portal";

/** Leads to the identity provider at once; `?to=` says where to go afterwards. */
export function GET(request: Request): Promise<Response> {
  return portal().session.startSignIn(request);
}
