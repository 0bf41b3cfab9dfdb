/** The words for each reason for which a sign-in or a sign-out did not work. */
export const signInProblems = {
  provider: {
    title: "Sign-in is not possible now",
    text: (provider: string) => `${provider} does not answer, or does not answer as it should. Castor lets nobody in without it. Try again in a moment; if it lasts, tell the administrators.`,
    again: "Try again",
  },
  expired: {
    title: "This sign-in took too long",
    text: (provider: string) => `What ${provider} answered belongs to no sign-in of this browser: it waited too long, was used already, or another tab began anew. Starting again helps.`,
    again: "Sign in",
  },
  denied: {
    title: "You were not signed in",
    text: (provider: string) => `${provider} did not let you in, or the sign-in was cancelled. If you should have access, ask the administrators.`,
    again: "Try again",
  },
  store: {
    title: "Sign-in is not possible now",
    text: () => "Castor's own store does not answer, so no session can be kept. Try again in a moment; if it lasts, tell the administrators.",
    again: "Try again",
  },
  "sign-out": {
    title: "You are still signed in",
    text: () => "Castor's own store does not answer, so your session could not be ended. Try again in a moment.",
    again: "Back to Castor",
  },
  "too-often": {
    title: "Too many sign-ins",
    text: () => "More sign-ins were begun from your address within a minute than Castor allows, perhaps by others behind the same address. Nothing is wrong with your account. Wait a minute, then try again; if it lasts, tell the administrators.",
    again: "Try again",
  },
} as const;

export function isSignInProblem(reason: unknown): reason is keyof typeof signInProblems {
  return typeof reason === "string" && Object.hasOwn(signInProblems, reason);
}
