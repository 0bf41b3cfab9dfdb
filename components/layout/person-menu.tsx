import { LogOut, Menu } from "lucide-react";
import { buttonLook } from "@/components/ui/button";
import type { Person } from "@/lib/model";
import { HelpButton } from "./help-button";
import { menuId } from "./menu-id";
import { NavLink } from "./nav-link";
import { placesFor } from "./places";
import type { Theme } from "./theme";
import { ThemeChoice } from "./theme-choice";

/** Who is signed in, the theme, the way out; on a narrow screen the pages too. */
export function PersonMenu({ person, theme }: { readonly person: Person; readonly theme: Theme }) {
  return (
    <>
      <button type="button" popoverTarget={menuId} className={`${buttonLook} max-w-44 max-md:size-9 max-md:px-0`}>
        <Menu aria-hidden="true" width={18} height={18} className="md:hidden" />
        <span className="truncate max-md:sr-only">{person.username}</span>
        <span className="sr-only">: menu</span>
      </button>
      <div
        id={menuId}
        popover="auto"
        role="dialog"
        aria-label="Menu"
        className="fixed inset-auto top-[58px] right-3 m-0 w-[min(340px,calc(100vw-24px))] rounded-m border border-line-strong bg-raised p-2 text-text shadow-float"
      >
        <nav aria-label="Pages" className="border-b border-line pb-2 md:hidden">
          {placesFor(person).map((place) => (
            <NavLink key={place.href} place={place} />
          ))}
        </nav>
        <div className="px-2.5 py-2.5">
          <p className="font-semibold wrap-anywhere">{person.name}</p>
          {person.email === undefined ? null : <p className="text-[13px] wrap-anywhere text-muted">{person.email}</p>}
          <p className="mt-1 text-[13px] wrap-anywhere text-muted">
            {person.groups.length === 0 ? "In no group" : `In ${person.groups.join(", ")}`}
            {person.admin ? " · administrator" : ""}
          </p>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-2.5 py-2.5">
          <span className="text-[13px] text-muted">Theme</span>
          <ThemeChoice initial={theme} />
        </div>
        <div className="flex flex-col border-t border-line pt-2">
          <HelpButton />
          <form id="sign-out" method="post" action="/api/session/sign-out">
            <button type="submit" className="flex h-9 w-full items-center gap-2.5 rounded-s px-2.5 hover:bg-sunken">
              <LogOut aria-hidden="true" width={16} height={16} className="text-muted" />
              Sign out
            </button>
          </form>
        </div>
      </div>
    </>
  );
}
