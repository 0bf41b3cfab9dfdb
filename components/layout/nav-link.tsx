"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { closeMenu } from "./menu-id";
import { isAt, type Place } from "./places";

/** A page of the navigation, marked where one is. */
export function NavLink({ place }: { readonly place: Place }) {
  return (
    <Link
      href={place.href}
      prefetch={false}
      onClick={closeMenu}
      aria-current={isAt(usePathname(), place) ? "page" : undefined}
      className="flex h-8 items-center rounded-s px-2.5 text-muted hover:text-text aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-text max-md:h-10"
    >
      {place.title}
    </Link>
  );
}
