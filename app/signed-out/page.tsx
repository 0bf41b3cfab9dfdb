import type { Metadata } from "next";
import { DeadEnd } from "@/components/layout/dead-end";
import { buttonLook } from "@/components/ui/button";
import { portal } from "@/lib/portal";

export const metadata: Metadata = { title: "Signed out" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The end of a session, and the way to the next. */
export default async function SignedOutPage({ searchParams }: Props) {
  const left = (await searchParams)["provider"] === "unreachable";
  const { title } = portal().session.identityProvider;
  return (
    <DeadEnd
      title="You are signed out"
      actions={
        <a href="/sign-in" className={buttonLook}>
          Sign in
        </a>
      }
    >
      <p>
        {left
          ? `Castor's session is over, but ${title} could not be asked to end its own: whoever uses this browser may be signed in there still.`
          : "Nobody is signed in to Castor in this browser now."}
      </p>
    </DeadEnd>
  );
}
