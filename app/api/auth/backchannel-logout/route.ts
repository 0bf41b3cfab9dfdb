import { portal } from "@/lib/portal";

/** The identity provider itself says that somebody signed out. */
export function POST(request: Request): Promise<Response> {
  return portal().session.backchannelLogout(request);
}
