import { portal } from "@/lib/portal";

/** Where the identity provider sends people back; next-auth checks what they bring. */
export function GET(request: Request): Promise<Response> {
  return portal().session.finishSignIn(request);
}
