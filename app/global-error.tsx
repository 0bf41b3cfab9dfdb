"use client";
import { Button } from "@/components/ui/button";
import { DeadEnd } from "@/components/layout/dead-end";
import "./globals.css";

/** Shown when not even the frame of the pages could be made, for example without the Store. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="px-4">
          <DeadEnd title="Castor can't show its pages now" actions={<Button onClick={reset}>Try again</Button>}>
            <p>Castor itself is at fault, not the clusters. An administrator finds the reason in its log.</p>
          </DeadEnd>
        </main>
      </body>
    </html>
  );
}
