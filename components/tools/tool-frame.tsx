"use client";
import { useState, type ReactNode } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LogOut, RotateCw, SquareArrowOutUpRight } from "lucide-react";
import { useStreamStatus } from "@/components/live";
import { Button, buttonLook, IconButton } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { problemOf } from "@/lib/model/problem";
import type { Cluster, ToolPage } from "@/lib/model";
import { Instead, OpeningNote } from "./opening-note";
import { OwnTab, ToolShell } from "./tool-shell";
import { useFramedTool } from "./use-framed-tool";
import { useOpening } from "./use-opening";

/** What the frame may do: all that a tool needs, but never lead the whole window elsewhere. Its origin is another than Castor's. */
const sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";

interface Props {
  readonly cluster: Pick<Cluster, "id" | "title" | "accent">;
  readonly page: ToolPage & { readonly frame: NonNullable<ToolPage["frame"]> };
  /** What stands at the beginning of the head. */
  readonly heading: ReactNode;
}

/** A tool inside Castor's page. Without a session there is no frame: what it showed must not stay on the screen. */
export function ToolFrame(props: Props) {
  const { cluster, heading } = props;
  const signedOut = useStreamStatus() === "signed-out";
  // Of this visit alone: why a tool was not shown an hour ago is no news.
  const [queries] = useState(() => new QueryClient());
  if (signedOut) {
    return (
      <ToolShell accent={cluster.accent} heading={heading}>
        <Instead
          icon={<LogOut aria-hidden="true" width={18} height={18} className="shrink-0 text-muted" />}
          title="You are signed out"
          actions={
            <a href={`/sign-in?to=${encodeURIComponent(location.pathname + location.search + location.hash)}`} className={buttonLook}>
              Sign in again
            </a>
          }
        >
          <p>The session has ended, and with it every tool that it opened. Signing in again leads back to this place.</p>
        </Instead>
      </ToolShell>
    );
  }
  return (
    <QueryClientProvider client={queries}>
      <OpenTool {...props} />
    </QueryClientProvider>
  );
}

function OpenTool({ cluster, page, heading }: Props) {
  const name = `${page.title} of ${cluster.title}`;
  const { frame, attempt, heard, place, reload, back, retry } = useFramedTool({ base: `/clusters/${cluster.id}/tools/${page.tool}`, name, frame: page.frame });
  const why = useOpening(cluster.id, page.tool, { attempt, heard, retry });
  const tab = `${page.frame.origin}${place}`;
  const { of } = heard;
  const isShown = of === "at" || of === "refused";
  const ways = (
    <>
      <Button onClick={retry}>Try again</Button>
      <OwnTab href={tab} />
    </>
  );
  return (
    <ToolShell
      accent={cluster.accent}
      heading={heading}
      actions={
        <>
          <IconButton aria-label={`Reload ${page.title}`} onClick={reload} className="hit">
            <RotateCw aria-hidden="true" width={15} height={15} />
          </IconButton>
          <OwnTab href={tab} slim />
        </>
      }
    >
      <div className="relative min-h-0 flex-1">
        <iframe
          key={attempt}
          ref={frame}
          title={name}
          sandbox={sandbox}
          allow="fullscreen; clipboard-write"
          inert={!isShown}
          className="absolute inset-0 size-full border-0"
        />
        {isShown ? null : (
          <div className="absolute inset-0 overflow-y-auto bg-bg">
            {of === "left" && why.opening?.state === "ready" ? (
              <Instead
                icon={<SquareArrowOutUpRight aria-hidden="true" width={18} height={18} className="shrink-0 text-muted" />}
                title={`${page.title} led elsewhere`}
                actions={
                  <>
                    <Button onClick={back}>Back to {page.title}</Button>
                    <OwnTab href={tab} />
                  </>
                }
              >
                <p>A link or a form in it leads to another site. Castor neither shows other sites inside its pages nor sees where they are.</p>
                <p className="text-muted">In a tab of its own, {page.title} may lead wherever it does.</p>
              </Instead>
            ) : why.opening !== undefined ? (
              <OpeningNote opening={why.opening} actions={ways} />
            ) : why.error !== null ? (
              <div className="mx-auto flex max-w-xl flex-col gap-3 px-4 py-10 sm:py-16">
                <ProblemNote problem={problemOf(why.error)} />
                <p className="flex flex-wrap gap-2">{ways}</p>
              </div>
            ) : (
              <Arriving name={page.title} late={why.late} />
            )}
          </div>
        )}
      </div>
    </ToolShell>
  );
}

/** While nothing has been heard. */
function Arriving({ name, late = false }: { readonly name: string; readonly late?: boolean }) {
  return (
    <div className="flex flex-col gap-4 p-4 sm:p-6">
      <p role="status" className="text-[13px] text-muted">
        {late ? `${name} takes long; Castor looks why…` : `${name} is on its way…`}
      </p>
      <Skeleton className="h-6 w-1/3" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Skeleton className="h-36 w-full" />
        <Skeleton className="h-36 w-full" />
      </div>
      <Skeleton className="h-36 w-full" />
    </div>
  );
}
