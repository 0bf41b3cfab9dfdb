import Link from "next/link";
import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";

/** Whether an address is a page of Castor; anything else opens in a tab of its own. */
export function isOwnPage(href: string): boolean {
  return href.startsWith("/") && !href.startsWith("//");
}

/**
 * Whether an address shows a tool inside Castor. Such a page is loaded whole: only a frame that a page came
 * with is found again by a browser that goes back after a reload.
 */
export function isToolPage(href: string): boolean {
  return /^\/clusters\/[^/]+\/tools\/[^/?#]/.test(href);
}

/**
 * A link to wherever `href` leads. Castor's own pages open here; a tool opens in a new tab, with an
 * arrow for the eye and words for assistive technology. Nothing is fetched before a person goes there.
 */
export function Go({
  href,
  className,
  children,
  arrow = true,
}: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly arrow?: boolean;
}) {
  if (isToolPage(href)) {
    return (
      <a href={href} className={className}>
        {children}
      </a>
    );
  }
  if (isOwnPage(href)) {
    return (
      <Link href={href} prefetch={false} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener" className={className}>
      {children}
      {arrow ? <ArrowUpRight aria-hidden="true" width={13} height={13} className="ml-0.5 inline shrink-0 align-[-1px] text-faint" /> : null}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
