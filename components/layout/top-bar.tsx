import Link from "next/link";
import type { Cluster, Person } from "@/lib/model";
import { findables } from "./findable";
import { Finder } from "./finder";
import { Logo } from "./logo";
import { NavLink } from "./nav-link";
import { PersonMenu } from "./person-menu";
import { placesFor } from "./places";
import { StreamState } from "./stream-state";
import type { Theme } from "./theme";

/** The bar above every page: where one can go, what can be found, whether news arrive, who is signed in. */
export function TopBar({ person, clusters, theme }: { readonly person: Person; readonly clusters: readonly Cluster[]; readonly theme: Theme }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="mx-auto flex h-[52px] max-w-[1440px] min-[2200px]:max-w-[2880px] items-center gap-2 px-4 sm:gap-3 sm:px-6">
        <Link href="/" prefetch={false} className="mr-2 flex items-center gap-2 text-[15px] font-semibold tracking-tight">
          <Logo />
          Castor
        </Link>
        <nav aria-label="Main" className="flex gap-1 max-md:hidden">
          {placesFor(person).map((place) => (
            <NavLink key={place.href} place={place} />
          ))}
        </nav>
        <span className="flex-1" />
        <StreamState />
        <Finder findables={findables(clusters, person)} />
        <PersonMenu person={person} theme={theme} />
      </div>
    </header>
  );
}
