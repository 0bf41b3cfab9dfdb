import { z } from "zod";

/** OpenID Connect Discovery 1.0, section 3. */
export const discoveryAnswer = z.object({ issuer: z.string(), authorization_endpoint: z.string(), token_endpoint: z.string() });
