import { configure } from "@testing-library/dom";

/** How long a test waits for what must appear: a bound for a busy machine, not a pause. */
configure({ asyncUtilTimeout: 15_000 });
