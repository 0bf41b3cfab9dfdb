"use client";
import { Button, buttonLook } from "@/components/ui/button";
import { DeadEnd } from "@/components/layout/dead-end";

/** Shown instead of a page that failed; the bar above it stays. */
export default function PageError({ error, reset }: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  return (
    <DeadEnd
      title="This page failed"
      actions={
        <>
          <Button onClick={reset}>Try again</Button>
          {/* A full load on purpose: what failed may be the page's own script. */}
          <a href="/" className={buttonLook}>
            Home
          </a>
        </>
      }
    >
      <p>The fault is Castor&rsquo;s own, not the cluster&rsquo;s. Trying again often helps; the log has the details.</p>
      {error.digest === undefined ? null : (
        <p>
          When you report it, name this: <code className="font-mono text-text">{error.digest}</code>
        </p>
      )}
    </DeadEnd>
  );
}
