import type { Metadata } from "next";
import { DeadEnd } from "@/components/layout/dead-end";
import { buttonLook } from "@/components/ui/button";
import { portal } from "@/lib/portal";
import { isSignInProblem, signInProblems } from "./words";

export const metadata: Metadata = { title: "Sign-in" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** Why nobody could be signed in, and another try. Nothing is shown to anybody here. */
export default async function SignInProblemPage({ searchParams }: Props) {
  const { reason, to } = await searchParams;
  const { title, text, again } = signInProblems[isSignInProblem(reason) ? reason : "provider"];
  const target = typeof to === "string" ? `?${new URLSearchParams({ to }).toString()}` : "";
  return (
    <DeadEnd
      title={title}
      actions={
        // A full load: the answer leads to another site.
        <a href={reason === "sign-out" ? "/" : `/sign-in${target}`} className={buttonLook}>
          {again}
        </a>
      }
    >
      <p>{text(portal().session.identityProvider.title)}</p>
    </DeadEnd>
  );
}
