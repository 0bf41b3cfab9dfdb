"use client";
import { Keyboard } from "lucide-react";
import { closeMenu } from "./menu-id";
import { openOverlay } from "./overlay";

/** Opens the help from the menu. */
export function HelpButton() {
  return (
    <button
      type="button"
      onClick={() => {
        closeMenu();
        openOverlay("help");
      }}
      className="flex h-9 w-full items-center gap-2.5 rounded-s px-2.5 hover:bg-sunken"
    >
      <Keyboard aria-hidden="true" width={16} height={16} className="text-muted" />
      Help and keyboard
    </button>
  );
}
