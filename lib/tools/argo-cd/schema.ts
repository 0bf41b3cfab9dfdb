import { z } from "zod";

/** `/api/version` needs no sign-in. */
export const versionAnswer = z.object({ Version: z.string() });
