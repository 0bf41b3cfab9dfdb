"use client";
import { useState, type ReactNode } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LogOut, RotateCw } from "lucide-react";
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
  // Led elsewhere and well otherwise, it may show what it shows: that is for the person to judge.
  const isShown = of === "at" || of === "refused" || (of === "left" && (why.opening === undefined || why.opening.state === "ready"));
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
      {of === "left" && isShown ? (
        <p role="status" className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-raised px-4 py-1.5 text-[13px] sm:px-6">
          <span className="min-w-0 flex-1 basis-64">{page.title} led to another site, which Castor cannot follow and which may refuse to be shown here.</span>
          <Button className="h-7" onClick={back}>
            Back to {page.title}
          </Button>
          <OwnTab href={tab} words={`Open ${page.title} in its own tab`} />
        </p>
      ) : null}
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
            {why.opening !== undefined ? (
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
