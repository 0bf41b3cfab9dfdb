import type { SurveyName } from "@/lib/model";
import { endpoints } from "./endpoints";
import { images } from "./images";
import { podSecurity } from "./pod-security";
import { releases } from "./releases";
import { rights } from "./rights";
import { storage } from "./storage";
import type { Surveyor } from "./survey";

/** Who answers which survey. */
export const surveyors: Readonly<Record<SurveyName, Surveyor>> = { rights, "pod-security": podSecurity, images, releases, endpoints, storage };

export { createReader } from "./reader";
