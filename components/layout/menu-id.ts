/** The person's menu, a native popover: opened and closed by the browser itself. */
export const menuId = "menu";

/** Closes the menu after a choice that stays on the page. For the browser. */
export function closeMenu(): void {
  const menu = document.getElementById(menuId);
  if (menu?.matches(":popover-open")) menu.hidePopover();
}
